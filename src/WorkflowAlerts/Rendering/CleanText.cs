using System.Globalization;
using System.Text;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>Makes foreign text fit to be shown: no control characters, no reversed writing, nothing invisible, no halves of characters, and an end.</summary>
internal static class CleanText
{
    private const int ZeroWidthJoiner = 0x200D;

    /// <summary>One line of at most <paramref name="length"/> UTF-16 characters; what is cut says so.</summary>
    public static string OneLine(string text, int length) => Shorten(string.Join(' ', Lines(text, length)), length);

    /// <summary>At most <paramref name="length"/> UTF-16 characters in all; what is cut says so.</summary>
    public static string Multiline(string text, int length) => Shorten(string.Join('\n', Lines(text, length)), length);

    /// <summary>Cuts between characters as people see them, so that no emoji falls apart.</summary>
    public static string Shorten(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = 0;
        while (end < text.Length)
        {
            int next = end + StringInfo.GetNextTextElementLength(text, end);
            if (next > length - BoundedText.Mark.Length)
            {
                break;
            }

            end = next;
        }

        return text[..end] + BoundedText.Mark;
    }

    private static IEnumerable<string> Lines(string text, int length)
    {
        // Cleaning costs time by the character, and megabytes end in a few hundred anyway. What is left out here is cut, and marked, below.
        string start = text.Length > 4 * length ? text[..(4 * length)] + new string('…', length) : text;
        return Clean(start.ReplaceLineEndings("\n")).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
    }

    private static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                clean.Append('\n');
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator)
            {
                clean.Append(' ');
            }
            else if (IsVisible(rune))
            {
                clean.Append(rune);
            }
        }

        return clean.ToString();
    }

    // Formatting characters turn text around or hide it; the joiner alone holds emoji together. Language tags are a hidden alphabet.
    private static bool IsVisible(Rune rune) =>
        rune.Value == ZeroWidthJoiner || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
