using WorkflowAlerts.Matching;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tracking;

/// <summary>The runs of one poll's window: what somebody has to be told of, and how the workflows stand afterwards.</summary>
internal sealed class WindowOfRuns(IReadOnlyDictionary<WorkflowKey, Incident> before, Router router)
{
    private readonly Dictionary<WorkflowKey, Incident> _after = [];
    private readonly Dictionary<WorkflowKey, List<Failure>> _failures = [];
    private readonly Dictionary<WorkflowKey, List<Ending>> _successes = [];
    private readonly List<FailedRun> _failed = [];

    /// <summary>The incidents that the window changed.</summary>
    public IReadOnlyCollection<Incident> Changed =>
        [.. _after.Values.Where(incident => !before.TryGetValue(incident.Workflow, out Incident? known) || !ReferenceEquals(known, incident))];

    /// <summary>How all workflows of the tenant stand after the window.</summary>
    public IReadOnlyCollection<Incident> Now => [.. _after.Values, .. before.Values.Where(incident => !_after.ContainsKey(incident.Workflow))];

    /// <summary>Whether anything of a workflow's runs has to be told.</summary>
    public bool CallsForMessage(WorkflowKey workflow) => _failures.ContainsKey(workflow);

    /// <summary>Takes a run in.</summary>
    public void Add(in Ending ending)
    {
        if (ending.Failed is { } failed)
        {
            _failed.Add(failed);
        }

        if (ending.EndedAt is { } ended && ending.Workflow.IsKnown)
        {
            Apply(ending, ended);
        }
    }

    /// <summary>The failed and canceled runs, each with the streak it belongs to, in the order of their ends.</summary>
    public IReadOnlyList<FailedRun> Failed() =>
        [.. _failed.Select(WithStreak).OrderBy(run => run.Key.At).ThenBy(run => run.Id, StringComparer.Ordinal)];

    /// <summary>The incidents that a success of the window ended, in the order of their ends.</summary>
    public IReadOnlyList<EndedIncident> Ended() =>
        [.. _successes.SelectMany(workflow => Ended(workflow.Key, workflow.Value)).OrderBy(ended => ended.WorkedAt).ThenBy(ended => ended.RunId, StringComparer.Ordinal)];

    private void Apply(in Ending ending, DateTimeOffset ended)
    {
        WorkflowKey workflow = ending.Workflow;
        Incident incident = Of(workflow);
        switch (ending.Outcome)
        {
            case Outcome.Failed:
                FailedRun run = ending.Failed!;
                Failure failure = new(ended, ending.RunId, HearsOfRecovery(run)) { Attribution = run.Attribution, ErrorType = run.ErrorType };
                Listed(_failures, workflow).Add(failure);
                _after[workflow] = incident.Failed(failure);
                break;
            case Outcome.Succeeded:
                Listed(_successes, workflow).Add(ending);
                _after[workflow] = incident.Succeeded(ended);
                break;
            default:
                break;
        }
    }

    private FailedRun WithStreak(FailedRun run) => run is { Outcome: Outcome.Failed, EndedAt: { } ended }
        ? run with { Streak = Of(run.Workflow).Until(ended, run.Id) }
        : run;

    private IEnumerable<EndedIncident> Ended(WorkflowKey workflow, List<Ending> successes)
    {
        Incident known = before.GetValueOrDefault(workflow) ?? new Incident(workflow);
        Queue<Failure> failures = new(known.Failures.Union(_failures.GetValueOrDefault(workflow) ?? []).Where(failure => !(failure.EndedAt <= known.LastSuccess)));
        List<EndedIncident> ended = [];
        foreach (Ending success in successes.OrderBy(run => run.EndedAt).ThenBy(run => run.RunId, StringComparer.Ordinal))
        {
            List<Failure> before = [];
            while (failures.TryPeek(out Failure? failure) && failure.EndedAt <= success.EndedAt)
            {
                before.Add(failures.Dequeue());
            }

            if (before.Count > 0)
            {
                IReadOnlyList<string> earlier = ended.Count == 0 ? known.Earlier : [];
                string[] to = [.. before.SelectMany(failure => failure.To).Concat(earlier).Distinct(StringComparer.OrdinalIgnoreCase)];
                ended.Add(new EndedIncident(workflow, success.RunId, success.CreatedAt, success.EndedAt!.Value, before, to) { Earlier = earlier });
            }
        }

        return Newest(ended, failures.FirstOrDefault());
    }

    // Who hears that the latest of several works again needs to hear no more of those before.
    private static IEnumerable<EndedIncident> Newest(List<EndedIncident> ended, Failure? failedAgain)
    {
        HashSet<string> told = new(StringComparer.OrdinalIgnoreCase);
        for (int i = ended.Count - 1; i >= 0; i--)
        {
            string[] to = [.. ended[i].To.Where(told.Add)];
            if (to.Length > 0)
            {
                yield return ended[i] with { To = to, FailedAgainAt = i + 1 < ended.Count ? ended[i + 1].Failures[0].EndedAt : failedAgain?.EndedAt };
            }
        }
    }

    private string[] HearsOfRecovery(FailedRun run)
    {
        RouteDecision decision = router.Route(run.Concern);
        return [.. decision.To.Where(destination => decision.Routes.GetValueOrDefault(destination)?.Recovered ?? true)];
    }

    private Incident Of(WorkflowKey workflow) => _after.GetValueOrDefault(workflow) ?? before.GetValueOrDefault(workflow) ?? new Incident(workflow);

    private static List<T> Listed<T>(Dictionary<WorkflowKey, List<T>> lists, WorkflowKey workflow) =>
        lists.TryGetValue(workflow, out List<T>? list) ? list : lists[workflow] = [];
}
