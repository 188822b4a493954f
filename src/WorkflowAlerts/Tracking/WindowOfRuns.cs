using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tracking;

/// <summary>The runs of one poll's window: what somebody has to be told of, and how the workflows stand afterwards.</summary>
internal sealed class WindowOfRuns(string tenant, IReadOnlyDictionary<WorkflowKey, Incident> before, Router router)
{
    private readonly Dictionary<WorkflowKey, Incident> _after = [];
    private readonly Dictionary<WorkflowKey, List<Failure>> _failures = [];
    private readonly Dictionary<WorkflowKey, List<Ending>> _successes = [];
    private readonly List<Alert> _alerts = [];

    /// <summary>The incidents that the window changed.</summary>
    public IReadOnlyCollection<Incident> Changed =>
        [.. _after.Values.Where(incident => !before.TryGetValue(incident.Workflow, out Incident? known) || !ReferenceEquals(known, incident))];

    /// <summary>How all workflows of the tenant stand after the window.</summary>
    public IReadOnlyCollection<Incident> Now => [.. _after.Values, .. before.Values.Where(incident => !_after.ContainsKey(incident.Workflow))];

    /// <summary>Whether anything of a workflow's runs has to be told.</summary>
    public bool CallsForAlert(WorkflowKey workflow) => _failures.ContainsKey(workflow);

    /// <summary>Takes a run in.</summary>
    public void Add(in Ending ending)
    {
        if (ending.Alert is { } alert)
        {
            _alerts.Add(alert);
        }

        if (ending.EndedAt is { } ended && (ending.Workflow.Type.Length > 0 || ending.Workflow.Name.Length > 0))
        {
            Apply(ending, ended);
        }
    }

    /// <summary>The failed and canceled runs, each with the streak it belongs to, and the workflows that work again. Order: by the runs' end.</summary>
    public IReadOnlyList<Alert> Alerts() => [.. _alerts.Select(WithStreak).Concat(Recovered()).OrderBy(alert => alert.Key.At).ThenBy(alert => alert.RunId, StringComparer.Ordinal)];

    private void Apply(in Ending ending, DateTimeOffset ended)
    {
        WorkflowKey workflow = ending.Workflow;
        Incident incident = Of(workflow);
        switch (ending.Outcome)
        {
            case Outcome.Failed:
                Failure failure = new(ended, ending.RunId, HearsOfRecovery(ending.Alert!));
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

    private Alert WithStreak(Alert alert) => alert is { Outcome: Outcome.Failed, EndedAt: { } ended }
        ? alert with { Streak = Of(WorkflowKey.Of(alert)).Until(ended, alert.RunId) }
        : alert;

    // A workflow that failed before or in this window and fails no longer after it.
    private IEnumerable<Alert> Recovered()
    {
        foreach ((WorkflowKey workflow, List<Ending> successes) in _successes)
        {
            Incident known = before.GetValueOrDefault(workflow) ?? new Incident(workflow);
            Failure[] ended = [.. known.Failures.Union(_failures.GetValueOrDefault(workflow) ?? []).Where(failure => !(failure.EndedAt <= known.LastSuccess))];
            string[] to = [.. ended.SelectMany(failure => failure.To).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (ended.Length == 0 || to.Length == 0 || Of(workflow).IsOpen)
            {
                continue;
            }

            // The success that ended it is the first one after the last failure.
            Ending success = successes.Where(run => run.EndedAt >= ended[^1].EndedAt).MinBy(run => (run.EndedAt, run.RunId));
            yield return Recovered(success, workflow, ended, to);
        }
    }

    private Alert Recovered(Ending success, WorkflowKey workflow, Failure[] ended, string[] to) => new()
    {
        Tenant = tenant,
        RunId = success.RunId,
        Outcome = Outcome.Succeeded,
        WorkflowType = workflow.Type,
        WorkflowName = workflow.Name,
        StartedAt = success.CreatedAt,
        EndedAt = success.EndedAt,
        To = to,
        Recovery = new Recovery
        {
            Count = ended.Length,
            Since = ended[0].EndedAt,
            Runs = [.. ended.Reverse().Take(Recovery.MostRuns).Select(failure => new EarlierRun(failure.RunId, failure.EndedAt))],
        },
    };

    private string[] HearsOfRecovery(Alert alert)
    {
        RouteDecision decision = router.Route(alert);
        return [.. decision.To.Where(destination => decision.Routes.GetValueOrDefault(destination)?.Recovered ?? true)];
    }

    private Incident Of(WorkflowKey workflow) => _after.GetValueOrDefault(workflow) ?? before.GetValueOrDefault(workflow) ?? new Incident(workflow);

    private static List<T> Listed<T>(Dictionary<WorkflowKey, List<T>> lists, WorkflowKey workflow) =>
        lists.TryGetValue(workflow, out List<T>? list) ? list : lists[workflow] = [];
}
