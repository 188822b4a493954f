using System.Text.RegularExpressions;
using CsCheck;

namespace WorkflowAlerts.Tests.Fuzzing;

/// <summary>Ways in which a document can be wrong: at its bytes, at its tokens, or altogether.</summary>
internal static partial class Damage
{
    /// <summary>How many inputs each parser has to take.</summary>
    public const int Inputs = 100_000;

    // Bytes that mean something in JSON come up more often than others.
    public static readonly Gen<byte> Byte = Gen.Frequency(
        (3, Gen.OneOf([.. "\"\\{}[]:,ud8c0-9eEtfn \n"u8.ToArray().Select(Gen.Const)])),
        (1, Gen.Byte));

    /// <summary>Values that were trouble to somebody once.</summary>
    public static readonly string[] Hostile =
    [
        "", " ", "\0", "\r\n", "\u001b[31m", "\u202e", "\ufeff", "null", "true", "-1", "0", "1e999", "99999999999999999999", "NaN", "../../etc/passwd", "*", "?", "[", "]", "%", "%2e", "__", "_", ":", "::", "~",
        "<!channel>", "<at>x</at>", "{0}", "${x}", "😀", "e\u0301", new('a', 5_000), new('"', 300), "http://169.254.169.254/", "https://[::1]:99999/", "https://a b/", "https://x@y/", "javascript:alert(1)", "file:///etc/passwd",
        "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999-14:00", "2026-02-30", "24:00:00", "-00:00:01", "10675200.00:00:00", "2026-06-19T06:03:10+99:00", "@Microsoft.KeyVault(SecretUri=x)", "failed,canceled", "2",
    ];

    private static readonly string[] BrokenTokens =
    [
        "null", "true", "-0", "1e999", "-1E-999", "123456789012345678901234567890", "\"\\ud800\"", "\"\\udfff\\ud800\"", "{}", "[]", "{\"id\":{}}", "[[]]", "\"", "{", "]", ",", ":", "\u0000",
        new('[', 70), new('[', 600), string.Concat(Enumerable.Repeat("{\"a\":", 600)),
    ];

    private static readonly Gen<string> HostileToken = Gen.OneOf(
        Gen.OneOf([.. Hostile.Select(Gen.Const)]).Select(value => System.Text.Json.JsonSerializer.Serialize(value)),
        Gen.OneOf([.. BrokenTokens.Select(Gen.Const)]),
        Gen.String.Select(value => System.Text.Json.JsonSerializer.Serialize(value)));

    /// <summary>A document with some bytes and tokens of it removed, doubled, moved or replaced.</summary>
    public static Gen<byte[]> Of(string document)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(document);
        string[] tokens = [.. Token().Matches(document).Select(match => match.Value)];
        Gen<byte[]> byBytes = Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Int[0, 8], Byte.Array[0, 8]).List[1, 4].Select(edits => Edit(bytes, edits));
        Gen<byte[]> byTokens = Gen.Select(Gen.Int[0, tokens.Length - 1], Gen.Int[0, 3], HostileToken).List[1, 4].Select(edits => Edit(tokens, edits));
        return Gen.Frequency((2, byBytes), (4, byTokens), (1, Byte.Array[0, 60]));
    }

    private static byte[] Edit(byte[] document, IEnumerable<(int At, int Removed, byte[] Inserted)> edits)
    {
        List<byte> bytes = [.. document];
        foreach ((int at, int removed, byte[] inserted) in edits)
        {
            int from = Math.Min(at, bytes.Count);
            bytes.RemoveRange(from, Math.Min(removed, bytes.Count - from));
            bytes.InsertRange(from, inserted);
        }

        return [.. bytes];
    }

    private static byte[] Edit(string[] document, IEnumerable<(int At, int Kind, string Token)> edits)
    {
        List<string> tokens = [.. document];
        foreach ((int at, int kind, string token) in edits)
        {
            int from = Math.Min(at, tokens.Count - 1);
            switch (kind)
            {
                case 0:
                    tokens[from] = token;
                    break;
                case 1:
                    tokens.Insert(from, tokens[from]);
                    break;
                case 2:
                    (tokens[from], tokens[tokens.Count / 2]) = (tokens[tokens.Count / 2], tokens[from]);
                    break;
                default:
                    tokens[from] = "";
                    break;
            }
        }

        return System.Text.Encoding.UTF8.GetBytes(string.Concat(tokens));
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|[-+.0-9eE]+|[a-z]+|[\s\S]
        """)]
    private static partial Regex Token();
}
