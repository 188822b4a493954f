using CsCheck;

namespace WorkflowAlerts.Tests.Runs;

/// <summary>Foreign text at its worst.</summary>
internal static class AnyText
{
    private static readonly Gen<string> Unit = Gen.OneOf<string>(
        Gen.OneOf("a", " ", "\0", "\u0001", "\r\n", "\"", "\\", "<", "&", "é", "\u2028", "\ufeff", "\uffff", "😀", "\ud83d", "\ude00"),
        Gen.Char.Select(c => c.ToString()));

    /// <summary>A few characters of any kind, lone surrogates included.</summary>
    public static readonly Gen<string> Short = Unit.Array[0, 12].Select(string.Concat);

    /// <summary>Well-formed Unicode, as a JSON reader yields it.</summary>
    public static readonly Gen<string> WellFormed = Short.Select(text => string.Concat(text.EnumerateRunes()));

    /// <summary>A pattern repeated to anything up to a megabyte.</summary>
    public static readonly Gen<string> Long =
        Gen.Select(Unit.Array[1, 5].Select(string.Concat), Gen.OneOf(0, 1, 100, 299, 300, 301, 500, 501, 3_999, 4_001, 20_000, 1_000_000))
            .Select((pattern, length) => string.Concat(Enumerable.Repeat(pattern, (length / pattern.Length) + 1))[..length]);
}
