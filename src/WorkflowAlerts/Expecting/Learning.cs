using WorkflowAlerts.Runs;
using WorkflowAlerts.Timing;

namespace WorkflowAlerts.Expecting;

/// <summary>Learns from two weeks of runs how long workflows take and when they start. Memory follows the number of runs: some bytes for each.</summary>
internal sealed class Learning(TimeZoneInfo zone, DateTimeOffset now)
{
    /// <summary>How far back runs count.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(14);

    /// <summary>How far two starts may lie apart and still be the same time of the week.</summary>
    public static readonly TimeSpan SameTime = TimeSpan.FromMinutes(15);

    private const int FewestRuns = 5;
    private const int FewestStarts = 4;
    private const int MostStarts = 1000;
    private const double Regular = 0.8;
    private const int Week = 7 * 24 * 60;

    private readonly Dictionary<WorkflowKey, List<TimeSpan>> _took = [];
    private readonly Dictionary<WorkflowKey, List<DateTimeOffset>> _started = [];

    public void Add(WorkflowRun run)
    {
        if (run.CreatedAt is not { } created || (run.Type.Length == 0 && run.Name.Length == 0))
        {
            return;
        }

        Of(_started, WorkflowKey.Of(run)).Add(created);
        if (run is { Outcome: Outcome.Succeeded, EndedAt: { } ended } && ended >= created)
        {
            Of(_took, WorkflowKey.Of(run)).Add(ended - created);
        }
    }

    public IReadOnlyList<Habit> Learned() => [.. _started.Select(workflow => Habit(workflow.Key, workflow.Value)).Where(habit => habit.Usual is not null || habit.Starts.Count > 0)];

    private Habit Habit(WorkflowKey workflow, List<DateTimeOffset> started)
    {
        List<TimeSpan> took = _took.GetValueOrDefault(workflow) ?? [];
        took.Sort();
        return new Habit
        {
            Workflow = workflow,
            Runs = took.Count,
            Usual = took.Count < FewestRuns ? null : took[(int)Math.Ceiling(0.95 * took.Count) - 1],
            Starts = Schedule(started),
            LastStart = started.Max(),
        };
    }

    // A schedule is what happened last week at the times at which it happened the week before. Whoever is started by hand, now and then, keeps none.
    private IReadOnlyList<int> Schedule(List<DateTimeOffset> started)
    {
        DateTime today = zone.Local(now).Date;
        DateTime[] local = [.. started.Select(at => zone.Local(at))];
        int[] before = [.. local.Where(at => at >= today.AddDays(-14) && at < today.AddDays(-7)).Select(MinuteOfWeek).Order()];
        int[] last = [.. local.Where(at => at >= today.AddDays(-7) && at < today).Select(MinuteOfWeek).Order()];
        int[] both = [.. last.Where(minute => HasNear(before, minute))];
        bool isRegular = both.Length >= FewestStarts && both.Length >= Regular * last.Length && before.Count(minute => HasNear(last, minute)) >= Regular * before.Length;
        return isRegular ? [.. both.Distinct().Take(MostStarts)] : [];
    }

    private static int MinuteOfWeek(DateTime at) => ((int)at.DayOfWeek * 24 * 60) + (int)at.TimeOfDay.TotalMinutes;

    private static bool HasNear(int[] ordered, int minute)
    {
        int tolerance = (int)SameTime.TotalMinutes;
        int i = Array.BinarySearch(ordered, minute);
        i = i < 0 ? ~i : i;
        return ordered.Length > 0 && (Distance(ordered[i % ordered.Length], minute) <= tolerance || Distance(ordered[(i + ordered.Length - 1) % ordered.Length], minute) <= tolerance);
    }

    // Saturday's last minute is next to Sunday's first.
    private static int Distance(int a, int b) => Math.Min(Math.Abs(a - b), Week - Math.Abs(a - b));

    private static List<T> Of<T>(Dictionary<WorkflowKey, List<T>> lists, WorkflowKey workflow) =>
        lists.TryGetValue(workflow, out List<T>? list) ? list : lists[workflow] = [];
}
