using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Queueing;

/// <summary>The queue between the poll and the delivery, and the one for what could not be handled.</summary>
public sealed class AlertQueue(IStorage storage)
{
    private readonly IQueue _alerts = storage.Queue(StorageNames.AlertQueue);
    private readonly IQueue _poison = storage.Queue(StorageNames.PoisonQueue);

    /// <summary>Sends one message body. It never expires. It stays hidden for <paramref name="delay"/> (at most 7 days).</summary>
    public Task<QueueReceipt> Send(string body, TimeSpan delay, CancellationToken cancellationToken) =>
        _alerts.Send(body, delay, life: null, cancellationToken);

    /// <summary>Puts a message body on the poison queue, where it waits, without expiring, for somebody to look at it.</summary>
    public Task<QueueReceipt> SendToPoison(string body, CancellationToken cancellationToken) =>
        _poison.Send(body, TimeSpan.Zero, life: null, cancellationToken);

    /// <summary>About how many messages wait on the alert queue and on the poison queue, hidden ones included.</summary>
    public async Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken)
    {
        int[] depths = await Task.WhenAll(_alerts.Count(cancellationToken), _poison.Count(cancellationToken));
        return (depths[0], depths[1]);
    }
}
