using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>Foreign text in the forms that tables take.</summary>
internal static class RowText
{
    private const int LongestText = 300;
    private const int LongestPlainKey = 200;

    /// <summary>Text for a person who looks at the table: storage refuses halves of surrogate pairs and most control characters.</summary>
    public static string Of(string text) =>
        string.Concat(BoundedText.Shorten(text, LongestText).EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()));

    /// <summary>
    /// A key: harmless text stays readable, and everything else is hashed. The two forms cannot meet, since only a hash starts with a
    /// tilde.
    /// </summary>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model</remarks>
    public static string Key(string text) =>
        text.Length is > 0 and <= LongestPlainKey && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? text
            : "~" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
}
