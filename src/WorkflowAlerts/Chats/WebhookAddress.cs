using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Chats;

/// <summary>
/// A webhook's address as somebody copied it. What was done to it on the way and has only one meaning is undone: blanks around it,
/// characters that nobody sees, and the escapes of HTML and JSON.
/// </summary>
internal static partial class WebhookAddress
{
    private static readonly char[] s_invisible = ['\u200B', '\u200C', '\u200D', '\u2060', '\uFEFF'];

    /// <summary>The address that was meant.</summary>
    public static string Meant(string copied)
    {
        string seen = string.Concat(copied.Where(c => !s_invisible.Contains(c))).Trim();
        return Ampersand().Replace(seen.Replace("\\/", "/", StringComparison.Ordinal), "&");
    }

    /// <summary>Whether a meant address has something in it that no address has, so that it cannot be told what was meant.</summary>
    public static bool IsBroken(string meant) =>
        meant.Any(c => char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format);

    [GeneratedRegex(@"&(amp;|#38;|#x26;)+|\\u0026", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ampersand();
}
