using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Polling;

/// <summary>The queue from which all instances take polls, where one timer is not enough.</summary>
public sealed class PollOrders(IStorage storage)
{
    private readonly IQueue _polls = storage.Queue(StorageNames.PollQueue);

    /// <summary>Sends a message body. After <paramref name="life"/> it is gone by itself.</summary>
    public Task Send(string body, TimeSpan life, CancellationToken cancellationToken) =>
        _polls.Send(body, TimeSpan.Zero, life, cancellationToken);
}
