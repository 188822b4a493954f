using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Weekly;

/// <summary>What happened in one week. Runs are added in any order; memory follows the number of workflows and of failures.</summary>
internal sealed class WeekFigures
{
    /// <summary>How many of the worst workflows are named.</summary>
    public const int MostNamed = 5;

    private readonly Dictionary<WorkflowKey, List<(DateTimeOffset At, bool Failed)>> _ends = [];
    private readonly Dictionary<WorkflowKey, int> _failures = [];
    private readonly Dictionary<Attribution, int> _byAttribution = [];

    public int Succeeded { get; private set; }

    public int Failed { get; private set; }

    public int Canceled { get; private set; }

    public int Runs => Succeeded + Failed + Canceled;

    /// <summary>Successes among the runs that were not canceled, in tenths of a percent; null without any.</summary>
    public int? SuccessRate => Succeeded + Failed == 0 ? null : (int)Math.Floor(1000.0 * Succeeded / (Succeeded + Failed));

    /// <summary>The workflows that failed most.</summary>
    public IReadOnlyList<(WorkflowKey Workflow, int Failures)> Worst =>
        [.. _failures.OrderByDescending(workflow => workflow.Value).ThenBy(workflow => workflow.Key.Name, StringComparer.Ordinal).Take(MostNamed).Select(workflow => (workflow.Key, workflow.Value))];

    public int By(Attribution attribution) => _byAttribution.GetValueOrDefault(attribution);

    /// <summary>The figures as a card tells them.</summary>
    public WeekSummary Summary() => new()
    {
        Succeeded = Succeeded,
        Failed = Failed,
        Canceled = Canceled,
        ForCustomer = By(Attribution.Customer),
        ForPlatform = By(Attribution.Platform),
        ForNobody = By(Attribution.None),
        TimeToRecover = TimeToRecover(),
        Worst = [.. Worst.Select(workflow => new WorkflowFailures(workflow.Workflow.Name, workflow.Failures))],
    };

    public void Add(WorkflowRun run, FailedRun? failed)
    {
        switch (run.Outcome)
        {
            case Outcome.Succeeded:
                Succeeded++;
                break;
            case Outcome.Failed:
                Failed++;
                _byAttribution[failed!.Attribution] = By(failed.Attribution) + 1;
                _failures[WorkflowKey.Of(run)] = _failures.GetValueOrDefault(WorkflowKey.Of(run)) + 1;
                break;
            case Outcome.Canceled:
                Canceled++;
                return;
            default:
                return;
        }

        if (run.EndedAt is { } ended)
        {
            WorkflowKey workflow = WorkflowKey.Of(run);
            (_ends.TryGetValue(workflow, out List<(DateTimeOffset At, bool Failed)>? ends) ? ends : _ends[workflow] = []).Add((ended, run.Outcome == Outcome.Failed));
        }
    }

    /// <summary>The median time from the first failure of a streak to the next success of the same workflow; null where none recovered.</summary>
    public TimeSpan? TimeToRecover()
    {
        List<TimeSpan> times = [];
        foreach (List<(DateTimeOffset At, bool Failed)> ends in _ends.Values)
        {
            DateTimeOffset? since = null;
            foreach ((DateTimeOffset at, bool failed) in ends.OrderBy(end => end.At))
            {
                if (failed)
                {
                    since ??= at;
                }
                else if (since is { } first)
                {
                    times.Add(at - first);
                    since = null;
                }
            }
        }

        times.Sort();
        return times.Count == 0 ? null : times[(times.Count - 1) / 2];
    }
}
