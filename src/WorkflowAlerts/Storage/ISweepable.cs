namespace WorkflowAlerts.Storage;

/// <summary>A store from which old rows leave. Each row of each table has a rule by which it does.</summary>
public interface ISweepable
{
    /// <summary>Deletes what nobody needs any more. Returns how many rows went.</summary>
    Task<int> Sweep(Retention retention, CancellationToken cancellationToken);
}
