using WorkflowAlerts.Delivery;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>Knows at which polls something can happen. At all others a poll would find nothing and tell nobody.</summary>
internal sealed class Occasions(IReadOnlyCollection<WorkflowRun> runs, WorkflowAlertsOptions options)
{
    // A weekly card that had to wait for its turn is tried again every quarter of an hour.
    private static readonly TimeSpan s_weeklyTries = TimeSpan.FromHours(2);

    private readonly DateTimeOffset[] _ends = [.. runs.Where(run => run.EndedAt is not null && options.Tenants.ContainsKey(run.Tenant)).Select(run => run.EndedAt!.Value).Order()];
    private readonly bool _looks = options.Routes.Any(route => route.Late);
    private readonly Dictionary<WeeklyOptions, (DateTimeOffset Last, DateTimeOffset Next)> _weekly = [];
    private DateTimeOffset _had = DateTimeOffset.MinValue;
    private DateTimeOffset _looked = DateTimeOffset.MinValue;
    private DateTimeOffset? _firstEnd;
    private int _read;

    public bool HasAny(DateTimeOffset tick) =>
        (_read < _ends.Length && _ends[_read] < tick)
        || _firstEnd <= tick
        || (_looks && tick - _looked >= Expectations.LookEvery)
        || options.Destinations.Values.Any(destination => destination.Weekly.Enabled && IsWeekly(destination.Weekly, tick));

    /// <summary>Notes that a poll was made.</summary>
    /// <param name="tick">When.</param>
    /// <param name="firstEnd">When the first message that waits has waited long enough; null where none waits.</param>
    public void Had(DateTimeOffset tick, DateTimeOffset? firstEnd)
    {
        _firstEnd = firstEnd;
        while (_read < _ends.Length && _ends[_read] < tick)
        {
            _read++;
        }

        _had = tick;
        _looked = tick - _looked >= Expectations.LookEvery ? tick : _looked;
    }

    private bool IsWeekly(WeeklyOptions weekly, DateTimeOffset tick)
    {
        if (!_weekly.TryGetValue(weekly, out (DateTimeOffset Last, DateTimeOffset Next) due) || due.Next <= tick)
        {
            _weekly[weekly] = due = (WeeklySchedule.LastDue(weekly, tick)!.Value, NextDue(weekly, tick));
        }

        return due.Last > _had || tick - due.Last <= s_weeklyTries;
    }

    // A week has an hour more or less when the clocks change.
    private static DateTimeOffset NextDue(WeeklyOptions weekly, DateTimeOffset after)
    {
        DateTimeOffset next = WeeklySchedule.LastDue(weekly, after.AddDays(7).AddHours(2))!.Value;
        return WeeklySchedule.LastDue(weekly, next.AddTicks(-1)) is { } earlier && earlier > after ? earlier : next;
    }
}
