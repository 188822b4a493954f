using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace WorkflowAlerts.Storage;

/// <summary>Creates what is missing in storage.</summary>
public sealed class StorageSetup(QueueServiceClient queues, TableServiceClient tables)
{
    /// <summary>Makes sure that all queues and tables are there. Doing it again changes nothing.</summary>
    public Task EnsureCreated(CancellationToken cancellationToken) => Task.WhenAll(
        queues.GetQueueClient(StorageNames.AlertQueue).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        queues.GetQueueClient(StorageNames.PoisonQueue).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        queues.GetQueueClient(StorageNames.PollQueue).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        queues.GetQueueClient(StorageNames.PollPoisonQueue).CreateIfNotExistsAsync(cancellationToken: cancellationToken),
        tables.GetTableClient(StorageNames.Checkpoints).CreateIfNotExistsAsync(cancellationToken),
        tables.GetTableClient(StorageNames.Deliveries).CreateIfNotExistsAsync(cancellationToken),
        tables.GetTableClient(StorageNames.Incidents).CreateIfNotExistsAsync(cancellationToken));
}
