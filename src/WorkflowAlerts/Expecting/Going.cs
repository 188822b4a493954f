using System.Globalization;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Timing;

namespace WorkflowAlerts.Expecting;

/// <summary>What goes on at a tenant, held against how it usually goes.</summary>
internal sealed class Going(string tenant, TenantHabits habits, LateOptions options, DateTimeOffset now)
{
    // What was due before is either known by now or no news.
    private static readonly TimeSpan s_stale = TimeSpan.FromHours(6);

    private readonly Dictionary<WorkflowKey, Habit> _habits = habits.All.ToDictionary(habit => habit.Workflow);
    private readonly Dictionary<WorkflowKey, DateTimeOffset> _lastStart = [];
    private readonly List<LateRun> _going = [];
    private readonly TimeZoneInfo _zone = Zone.Find(options.Zone)!;

    /// <summary>Takes in a run that was created lately, whether it has ended or not.</summary>
    public void Add(WorkflowRun run)
    {
        if (run.CreatedAt is not { } created)
        {
            return;
        }

        WorkflowKey workflow = WorkflowKey.Of(run);
        _lastStart[workflow] = _lastStart.TryGetValue(workflow, out DateTimeOffset known) && known > created ? known : created;
        if (run.EndedAt is null && run.Outcome is null && Unusual(run, created) is { } late)
        {
            _going.Add(late);
        }
    }

    /// <summary>All that is not as expected. The same state of things gives the same alerts, whenever it is looked at.</summary>
    public IReadOnlyList<LateRun> Late() => [.. _going, .. _habits.Values.Select(NotStarted).OfType<LateRun>()];

    private LateRun? Unusual(WorkflowRun run, DateTimeOffset created)
    {
        Habit? habit = _habits.GetValueOrDefault(WorkflowKey.Of(run));
        bool isFailing = RunState.Normalize(run.State) == "running-with-failures";
        bool isLate = habit?.Usual is { } usual && now - created > usual + options.Margin;
        RunError? error = run.Errors.FirstOrDefault();
        return !isFailing && !isLate ? null : new LateRun
        {
            Tenant = tenant,
            Id = BoundedText.ShortenIdentity(run.Id, BoundedText.IdLength),
            Outcome = isFailing ? Outcome.Failing : Outcome.Overdue,
            WorkflowType = BoundedText.Shorten(run.Type, BoundedText.NameLength),
            WorkflowName = BoundedText.Shorten(run.Name, BoundedText.NameLength),
            ErrorType = BoundedText.Shorten(error?.Type ?? "", BoundedText.NameLength),
            ErrorMessage = BoundedText.Shorten(error?.Message ?? "", BoundedText.MessageLength),
            StartedAt = created,
            StartedBy = run.PrincipalName is { } name ? BoundedText.Shorten(name, BoundedText.NameLength) : null,
            Expectation = new Expectation { Usual = habit?.Usual, Runs = habit?.Runs ?? 0, NoticedAt = now },
        };
    }

    // Known by the start before it: until it starts again, this is one silence and one alert.
    private LateRun? NotStarted(Habit habit)
    {
        DateTimeOffset last = _lastStart.TryGetValue(habit.Workflow, out DateTimeOffset lately) && lately > habit.LastStart ? lately : habit.LastStart;
        DateTimeOffset? missed = Expected(habit).Where(due => last < due - Learning.SameTime).Cast<DateTimeOffset?>().FirstOrDefault();
        return missed is null ? null : new LateRun
        {
            Tenant = tenant,
            Id = $"expected-{Hash(habit.Workflow)}-{last.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}",
            Outcome = Outcome.Overdue,
            WorkflowType = habit.Workflow.Type,
            WorkflowName = habit.Workflow.Name,
            StartedAt = last,
            Expectation = new Expectation { Start = missed, Runs = habit.Starts.Count, NoticedAt = now },
        };
    }

    // In order, those that are long enough past to be missed and not so long that they are old news.
    private IEnumerable<DateTimeOffset> Expected(Habit habit)
    {
        DateTimeOffset from = now - s_stale;
        DateTimeOffset to = now - options.Margin;
        for (DateTime date = _zone.Local(from).Date; date <= _zone.Local(to).Date; date = date.AddDays(1))
        {
            int day = (int)date.DayOfWeek * 24 * 60;
            foreach (int minute in habit.Starts.Where(minute => minute >= day && minute < day + (24 * 60)))
            {
                DateTimeOffset due = _zone.First(date.AddMinutes(minute - day));
                if (due > from && due <= to)
                {
                    yield return due;
                }
            }
        }
    }

    private static string Hash(WorkflowKey workflow) => LedgerKey.Encode($"{workflow.Type.Length}\n{workflow.Type}{workflow.Name}")[1..21];
}
