using System.Collections.Immutable;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Incidents in memory. A reader keeps what it read, whatever is written meanwhile.</summary>
internal sealed class IncidentMemory : IIncidents
{
    // In an order of its own: that of hashes is another one in every process.
    private static readonly Comparer<WorkflowKey> s_order = Comparer<WorkflowKey>.Create((a, b) => (string.CompareOrdinal(a.Type, b.Type), string.CompareOrdinal(a.Name, b.Name)) switch { (0, var name) => name, var (type, _) => type });

    private readonly Dictionary<string, ImmutableSortedDictionary<WorkflowKey, Incident>> _incidents = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    public Task<IReadOnlyDictionary<WorkflowKey, Incident>> Read(string tenant, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<WorkflowKey, Incident>>(Of(tenant));

    public Task<Incident?> Find(WorkflowKey workflow, CancellationToken cancellationToken) => Task.FromResult(Of(workflow.Tenant).GetValueOrDefault(workflow));

    public Task<IReadOnlyCollection<Incident>> Write(IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        List<Incident> written = [];
        lock (_lock)
        {
            foreach (Incident incident in incidents)
            {
                ImmutableSortedDictionary<WorkflowKey, Incident> known = Of(incident.Workflow.Tenant);
                Incident both = known.TryGetValue(incident.Workflow, out Incident? before) ? before.And(incident) : incident;
                _incidents[incident.Workflow.Tenant] = known.SetItem(incident.Workflow, both);
                written.Add(both);
            }
        }

        return Task.FromResult<IReadOnlyCollection<Incident>>(written);
    }

    private ImmutableSortedDictionary<WorkflowKey, Incident> Of(string tenant)
    {
        lock (_lock)
        {
            return _incidents.GetValueOrDefault(tenant) ?? ImmutableSortedDictionary.Create<WorkflowKey, Incident>(s_order);
        }
    }
}
