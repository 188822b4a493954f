using System.Globalization;
using System.Text;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>Text and times as a terminal may have them.</summary>
internal static class Printable
{
    /// <summary>Foreign text with its control and direction characters made visible, so that none can move the cursor or turn a line around.</summary>
    public static string Of(string text)
    {
        StringBuilder printable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            {
                printable.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}");
            }
            else
            {
                printable.Append(rune);
            }
        }

        return printable.ToString();
    }

    /// <summary>A time in UTC, to the second.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("u", CultureInfo.InvariantCulture);

    /// <summary>A duration in its largest unit that is not nought.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => $"{time.TotalDays:0} days",
        { TotalHours: >= 2 } => $"{time.TotalHours:0} hours",
        { TotalMinutes: >= 2 } => $"{time.TotalMinutes:0} minutes",
        _ => $"{Math.Max(0, time.TotalSeconds):0} seconds",
    };

    /// <summary>The whole duration, without what is nought.</summary>
    public static string Exactly(TimeSpan span)
    {
        (double Count, string Unit)[] parts = [(Math.Floor(span.TotalHours), "h"), (span.Minutes, "min"), (span.Seconds, "s"), (span.Milliseconds, "ms")];
        return string.Join(' ', parts.Where(part => part.Count > 0).Select(part => $"{part.Count:0} {part.Unit}"));
    }
}
