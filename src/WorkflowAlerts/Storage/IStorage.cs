namespace WorkflowAlerts.Storage;

/// <summary>Where all that outlives the process is: tables and queues. Azure Storage, or memory for what is simulated.</summary>
public interface IStorage
{
    /// <summary>A table by its name (see <see cref="StorageNames"/>).</summary>
    ITable Table(string name);

    /// <summary>A queue by its name.</summary>
    IQueue Queue(string name);

    /// <summary>Makes sure that all queues and tables are there. Doing it again changes nothing.</summary>
    Task EnsureCreated(CancellationToken cancellationToken);
}
