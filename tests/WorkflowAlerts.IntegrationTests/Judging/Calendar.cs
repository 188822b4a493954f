using System.Globalization;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>
/// Quiet windows on the one line of time, by the clock on the wall: the judge's own reading of what the settings promise.
/// </summary>
internal static class Calendar
{
    private static readonly string[] s_days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>When a window is over that is on at a time; null where it is not on.</summary>
    public static DateTimeOffset? EndIfOn(SetupQuiet window, DateTimeOffset at) =>
        Windows(window, at, at).Where(one => one.From <= at && at < one.To).Select(one => (DateTimeOffset?)one.To).Max();

    /// <summary>When a window ends, between two times.</summary>
    public static IEnumerable<DateTimeOffset> EndsOf(SetupQuiet window, DateTimeOffset from, DateTimeOffset to) =>
        Windows(window, from, to).Select(one => one.To);

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Windows(SetupQuiet window, DateTimeOffset from, DateTimeOffset to)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(window.Zone);
        TimeSpan begins = Time(window.From);
        TimeSpan ends = Time(window.To);
        ends += ends <= begins ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        for (DateTime day = Local(zone, from).Date.AddDays(-2); day <= Local(zone, to).Date; day = day.AddDays(1))
        {
            if (IsOn(window.Days, day.DayOfWeek))
            {
                // A time that the clock shows twice begins the first time and ends the second.
                yield return (Shown(zone, day + begins).Min(), Shown(zone, day + ends).Max());
            }
        }
    }

    // The moments at which the clock shows a time; where it skips it, the first moment after the gap.
    private static IReadOnlyList<DateTimeOffset> Shown(TimeZoneInfo zone, DateTime local)
    {
        DateTimeOffset first = new DateTimeOffset(local, TimeSpan.Zero).AddHours(-15);
        DateTimeOffset? after = null;
        List<DateTimeOffset> shown = [];
        foreach (DateTimeOffset moment in Moments(zone, local).Order())
        {
            if (Local(zone, moment) == local)
            {
                shown.Add(moment);
            }
        }

        for (DateTimeOffset moment = first; shown.Count == 0 && after is null; moment = moment.AddMinutes(1))
        {
            after = Local(zone, moment) > local ? moment : null;
        }

        return shown.Count > 0 ? shown : [after!.Value];
    }

    // It can only be shown at one of the offsets that the zone has around then.
    private static IEnumerable<DateTimeOffset> Moments(TimeZoneInfo zone, DateTime local) =>
        new[] { -1, 1 }.Select(days => zone.GetUtcOffset(new DateTimeOffset(local, TimeSpan.Zero).AddDays(days))).Distinct()
            .Select(offset => new DateTimeOffset(local - offset, TimeSpan.Zero));

    private static DateTime Local(TimeZoneInfo zone, DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

    private static TimeSpan Time(string text) =>
        text == "24:00" ? TimeSpan.FromDays(1) : TimeSpan.ParseExact(text, @"hh\:mm", CultureInfo.InvariantCulture);

    private static bool IsOn(string days, DayOfWeek day)
    {
        int[] ends = [.. days.Split('-').Select(name => Array.IndexOf(s_days, name))];
        return (((int)day - ends[0] + 7) % 7) <= ((ends[^1] - ends[0] + 7) % 7);
    }
}
