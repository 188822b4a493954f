using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tracking;

/// <summary>The runs of one poll's window: what somebody has to be told of, and how the workflows stand afterwards.</summary>
internal sealed class WindowOfRuns(string tenant, IReadOnlyDictionary<WorkflowKey, Incident> before, Router router)
{
    private readonly Dictionary<WorkflowKey, Incident> _after = [];
    private readonly Dictionary<WorkflowKey, List<Failure>> _failures = [];
    private readonly Dictionary<WorkflowKey, List<WorkflowRun>> _successes = [];
    private readonly List<Alert> _alerts = [];

    /// <summary>The incidents that the window changed.</summary>
    public IReadOnlyCollection<Incident> Changed =>
        [.. _after.Values.Where(incident => !before.TryGetValue(incident.Workflow, out Incident? known) || !ReferenceEquals(known, incident))];

    /// <summary>How all workflows of the tenant stand after the window.</summary>
    public IReadOnlyCollection<Incident> Now => [.. _after.Values, .. before.Values.Where(incident => !_after.ContainsKey(incident.Workflow))];

    /// <summary>Takes a run in. Returns its alert, if it calls for one.</summary>
    public Alert? Add(WorkflowRun run)
    {
        Alert? alert = Alert.From(run);
        if (alert is not null)
        {
            _alerts.Add(alert);
        }

        if (run.EndedAt is { } ended && (run.Type.Length > 0 || run.Name.Length > 0))
        {
            Apply(run, ended, alert);
        }

        return alert;
    }

    /// <summary>The failed and canceled runs, each with the streak it belongs to, and the workflows that work again. Order: by the runs' end.</summary>
    public IReadOnlyList<Alert> Alerts() => [.. _alerts.Select(WithStreak).Concat(Recovered()).OrderBy(alert => alert.Key.At).ThenBy(alert => alert.RunId, StringComparer.Ordinal)];

    private void Apply(WorkflowRun run, DateTimeOffset ended, Alert? alert)
    {
        WorkflowKey workflow = WorkflowKey.Of(run);
        Incident incident = Of(workflow);
        switch (run.Outcome)
        {
            case Outcome.Failed:
                Failure failure = new(ended, alert!.RunId, HearsOfRecovery(alert));
                Listed(_failures, workflow).Add(failure);
                _after[workflow] = incident.Failed(failure);
                break;
            case Outcome.Succeeded:
                Listed(_successes, workflow).Add(run);
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
        foreach ((WorkflowKey workflow, List<WorkflowRun> successes) in _successes)
        {
            Incident known = before.GetValueOrDefault(workflow) ?? new Incident(workflow);
            Failure[] ended = [.. known.Failures.Union(_failures.GetValueOrDefault(workflow) ?? []).Where(failure => !(failure.EndedAt <= known.LastSuccess))];
            string[] to = [.. ended.SelectMany(failure => failure.To).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (ended.Length == 0 || to.Length == 0 || Of(workflow).IsOpen)
            {
                continue;
            }

            // The success that ended it is the first one after the last failure.
            WorkflowRun success = successes.Where(run => run.EndedAt >= ended[^1].EndedAt).MinBy(run => (run.EndedAt, run.Id))!;
            yield return Recovered(success, workflow, ended, to);
        }
    }

    private Alert Recovered(WorkflowRun success, WorkflowKey workflow, Failure[] ended, string[] to) => new()
    {
        Tenant = tenant,
        RunId = BoundedText.ShortenIdentity(success.Id, Alert.IdLength),
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
