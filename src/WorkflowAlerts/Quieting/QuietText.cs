using System.Text.RegularExpressions;

namespace WorkflowAlerts.Quieting;

/// <summary>Reads days and times as people write them.</summary>
internal static partial class QuietText
{
    /// <summary>The time of day of <c>hh:mm</c>, up to 24:00, or null.</summary>
    public static TimeSpan? Time(string text) =>
        Clock().Match(text) is { Success: true } match && new TimeSpan(Number(match, 1), Number(match, 2), 0) is var time && time <= TimeSpan.FromDays(1) ? time : null;

    /// <summary>The days of <c>mon</c>, <c>Monday</c> or <c>fri-mon</c>, or null.</summary>
    public static IReadOnlyList<DayOfWeek>? Days(string text) => text.Split('-') switch
    {
        [var one] when Day(one) is { } day => [day],
        [var first, var last] when Day(first) is { } from && Day(last) is { } to => [.. Enumerable.Range(0, ((to - from + 7) % 7) + 1).Select(i => (DayOfWeek)(((int)from + i) % 7))],
        _ => null,
    };

    private static DayOfWeek? Day(string text)
    {
        string name = text.Trim();
        foreach (DayOfWeek day in Enum.GetValues<DayOfWeek>())
        {
            if (name.Equals(day.ToString(), StringComparison.OrdinalIgnoreCase) || name.Equals(day.ToString()[..3], StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        return null;
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^([0-9]{2}):([0-5][0-9])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
