using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tracking;

/// <summary>Remembers how every workflow stands.</summary>
public interface IIncidents
{
    /// <summary>How the workflows of a tenant stand that are known, by workflow.</summary>
    Task<IReadOnlyDictionary<WorkflowKey, Incident>> Read(string tenant, CancellationToken cancellationToken);

    /// <summary>How one workflow stands, or null where nothing is known of it.</summary>
    Task<Incident?> Find(WorkflowKey workflow, CancellationToken cancellationToken);

    /// <summary>
    /// Notes how workflows of one tenant stand now. What another instance wrote in between is not lost: both are brought together. Returns how they stand
    /// afterwards, in the versions that are in storage now.
    /// </summary>
    Task<IReadOnlyCollection<Incident>> Write(IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken);
}
