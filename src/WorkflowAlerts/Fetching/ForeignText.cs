using System.Globalization;
using System.Text;

namespace WorkflowAlerts.Fetching;

/// <summary>Makes text written by somebody else fit for one line of a log.</summary>
internal static class ForeignText
{
    /// <summary>One line of at most <paramref name="limit"/> characters, without control and formatting characters and without the secrets.</summary>
    public static string OneLine(string text, int limit, params ReadOnlySpan<string> secrets)
    {
        string line = Clean(text);

        // Before shortening, which could leave the larger part of a secret.
        foreach (string secret in secrets)
        {
            if (secret.Length > 0)
            {
                line = line.Replace(secret, "[secret]", StringComparison.Ordinal)
                    .Replace(Uri.EscapeDataString(secret), "[secret]", StringComparison.OrdinalIgnoreCase);
            }
        }

        return Shorten(line, limit);
    }

    private static string Clean(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.Format:
                    break;
                case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator:
                    if (line.Length > 0 && line[^1] != ' ')
                    {
                        line.Append(' ');
                    }

                    break;
                default:
                    line.Append(c);
                    break;
            }
        }

        return line.ToString().TrimEnd();
    }

    private static string Shorten(string line, int limit)
    {
        if (line.Length <= limit)
        {
            return line;
        }

        int length = limit - 1;
        return string.Concat(line.AsSpan(0, char.IsHighSurrogate(line[length - 1]) ? length - 1 : length), "…");
    }
}
