using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace WorkflowAlerts.Runs;

/// <summary>Bounds for text that came from Amperity, so that one run can never outgrow a queue message.</summary>
internal static class BoundedText
{
    public const int IdLength = 300;
    public const int NameLength = 500;
    public const int MessageLength = 4000;

    /// <summary>The longest text in a list of many: names there need not be whole.</summary>
    public const int ListedLength = 120;

    /// <summary>What stands at the end of a text that was cut.</summary>
    public const string Mark = "… (shortened)";

    /// <summary>Cuts a text to at most <paramref name="length"/> UTF-16 characters, mark included, never through a surrogate pair.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = length - Mark.Length;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text[..end] + Mark;
    }

    /// <summary>Bounds an identity: a long one keeps its beginning and is told apart by a hash of the whole.</summary>
    public static string ShortenIdentity(string id, int length)
    {
        if (id.Length <= length)
        {
            return id;
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan())));
        int end = length - hash.Length - 1;
        return id[..(char.IsHighSurrogate(id[end - 1]) ? end - 1 : end)] + "~" + hash;
    }
}
