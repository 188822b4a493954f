using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tracking;

/// <summary>
/// How a tenant's workflows stand, as far as this process knows: what is in storage, and successes that need not be there yet, because the next polls read
/// their runs again.
/// </summary>
internal sealed class Workflows(IReadOnlyDictionary<WorkflowKey, Incident> stored)
{
    private readonly Dictionary<WorkflowKey, Incident> _incidents = new(stored);
    private readonly HashSet<WorkflowKey> _unwritten = [];

    public IReadOnlyDictionary<WorkflowKey, Incident> Incidents => _incidents;

    /// <summary>The version of the checkpoint it belongs to.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>Takes in what a window changed. Returns what has to be written before the checkpoint moves.</summary>
    /// <param name="runs">The window.</param>
    /// <param name="readAgain">What ended from then on is read again by the next polls, whichever process makes them.</param>
    public IReadOnlyCollection<Incident> Take(WindowOfRuns runs, DateTimeOffset readAgain)
    {
        HashSet<WorkflowKey> urgent = [];
        foreach (Incident incident in runs.Changed)
        {
            if (incident.IsOpen || _incidents.GetValueOrDefault(incident.Workflow) is { IsOpen: true })
            {
                urgent.Add(incident.Workflow);
            }

            _incidents[incident.Workflow] = incident;
            _unwritten.Add(incident.Workflow);
        }

        // When the first success is due, all are written: a transaction costs the same for a hundred as for one.
        bool all = _unwritten.Any(workflow => _incidents[workflow].LastSuccess < readAgain);
        Incident[] write = [.. _unwritten.Where(workflow => all || urgent.Contains(workflow) || runs.CallsForMessage(workflow)).Select(workflow => _incidents[workflow])];
        _unwritten.ExceptWith(write.Select(incident => incident.Workflow));
        return write;
    }

    /// <summary>Takes in what is in storage now.</summary>
    public void Written(IEnumerable<Incident> incidents)
    {
        foreach (Incident incident in incidents)
        {
            _incidents[incident.Workflow] = incident;
        }
    }
}
