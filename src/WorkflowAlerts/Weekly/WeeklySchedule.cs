using WorkflowAlerts.Quieting;
using WorkflowAlerts.Timing;

namespace WorkflowAlerts.Weekly;

/// <summary>When weekly cards are due. Public because a replay lets no due time pass unseen.</summary>
public static class WeeklySchedule
{
    /// <summary>The last time at which the card was due, or null for a destination that gets none.</summary>
    public static DateTimeOffset? LastDue(WeeklyOptions options, DateTimeOffset now)
    {
        if (!options.Enabled)
        {
            return null;
        }

        TimeZoneInfo zone = Zone.Find(options.Zone)!;
        DayOfWeek day = QuietText.Days(options.Day)![0];
        DateTime today = zone.Local(now).Date;
        return Enumerable.Range(0, 9)
            .Select(back => today.AddDays(-back))
            .Where(date => date.DayOfWeek == day)
            .Select(date => zone.First(date + QuietText.Time(options.Time)!.Value))
            .First(due => due <= now);
    }
}
