using Azure.Storage.Queues;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Storage;

/// <summary>The queue of polls in Azure Storage.</summary>
internal sealed class PollOrderQueue(QueueServiceClient queues) : IPollOrders
{
    private readonly QueueClient _polls = queues.GetQueueClient(StorageNames.PollQueue);

    public Task Send(string body, TimeSpan life, CancellationToken cancellationToken) => _polls.SendMessageAsync(body, TimeSpan.Zero, life, cancellationToken);
}
