using WorkflowAlerts.Sending;
using System.Globalization;
using System.Text;

namespace WorkflowAlerts.Telling;

/// <summary>
/// Cleans text that others wrote, alike for every platform. Control characters and lone surrogates become U+FFFD, so that a reader sees that
/// something was there. Characters that only steer others (bidi overrides and marks, zero-width spaces, soft hyphens, tags) go: they can make text
/// read differently from what it says. The two joiners stay, for Persian, Indic scripts and emoji are spelled with them.
/// </summary>
internal static class ForeignText
{
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>One line, every run of white space a single space.</summary>
    public static string Line(string? text) => Clean(text, (line, space) =>
    {
        if (line.Length > 0 && line[^1] != ' ')
        {
            line.Append(' ');
        }
    });

    /// <summary>Lines and indentation kept; line ends are <c>\n</c>, other white space is spaces. Blank lines around the text go.</summary>
    public static string Lines(string? text)
    {
        string lines = Clean(text, (lines, space) => lines.Append(space.Value switch { '\n' => "\n", '\t' => "    ", _ => " " }));
        int firstWord = lines.AsSpan().IndexOfAnyExcept(' ', '\n');
        return firstWord <= 0 ? lines : lines[(lines.LastIndexOf('\n', firstWord) + 1)..];
    }

    private static string Clean(string? text, Action<StringBuilder, Rune> appendSpace)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        Span<char> utf16 = stackalloc char[2];

        // Enumerating runes already turns a lone surrogate into U+FFFD.
        foreach (Rune rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                appendSpace(clean, rune);
                continue;
            }

            Rune shown = Rune.IsControl(rune) ? Rune.ReplacementChar : rune;
            if (Rune.GetUnicodeCategory(shown) != UnicodeCategory.Format || shown.Value is ZeroWidthJoiner or ZeroWidthNonJoiner)
            {
                clean.Append(utf16[..shown.EncodeToUtf16(utf16)]);
            }
        }

        return clean.ToString().TrimEnd();
    }
}
