using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Queueing;

/// <summary>The queue between the poll and the delivery, and the one for what could not be handled.</summary>
public sealed class AlertQueue(IStorage storage)
{
    private static readonly TimeSpan s_hold = TimeSpan.FromMinutes(1);

    private readonly IQueue _alerts = storage.Queue(StorageNames.AlertQueue);
    private readonly IQueue _poison = storage.Queue(StorageNames.PoisonQueue);

    /// <summary>Sends one message body. It never expires. It stays hidden for <paramref name="delay"/> (at most 7 days).</summary>
    public Task<QueueReceipt> Send(string body, TimeSpan delay, CancellationToken cancellationToken) =>
        _alerts.Send(body, delay, life: null, cancellationToken);

    /// <summary>Puts a message body on the poison queue, where it waits, without expiring, for somebody to look at it.</summary>
    public Task<QueueReceipt> SendToPoison(string body, CancellationToken cancellationToken) =>
        _poison.Send(body, TimeSpan.Zero, life: null, cancellationToken);

    /// <summary>
    /// Takes messages off both queues that are not Base64: another program put them there, and the Functions host can neither deliver nor
    /// collect them. Each is handed
    /// over before it is deleted. Returns how many there were.
    /// </summary>
    public async Task<int> CollectForeign(Func<string, CancellationToken, Task> keep, CancellationToken cancellationToken) =>
        await CollectForeign(_alerts, keep, cancellationToken) + await CollectForeign(_poison, keep, cancellationToken);

    /// <summary>About how many messages wait on the alert queue and on the poison queue, hidden ones included.</summary>
    public async Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken)
    {
        int[] depths = await Task.WhenAll(_alerts.Count(cancellationToken), _poison.Count(cancellationToken));
        return (depths[0], depths[1]);
    }

    private static async Task<int> CollectForeign(
        IQueue queue, Func<string, CancellationToken, Task> keep, CancellationToken cancellationToken)
    {
        IReadOnlyList<QueuedMessage> seen = await queue.Peek(IQueue.Most, cancellationToken);
        int upTo = seen.Select((message, i) => message.IsEncoded ? 0 : i + 1).DefaultIfEmpty().Max();
        int collected = 0;
        foreach (QueuedMessage message in upTo == 0 ? [] : await queue.Receive(upTo, s_hold, cancellationToken))
        {
            if (message.IsEncoded)
            {
                await queue.Hide(message.Receipt, TimeSpan.Zero, cancellationToken);
                continue;
            }

            await keep(message.Body, cancellationToken);
            await queue.Delete(message.Receipt, cancellationToken);
            collected++;
        }

        return collected;
    }
}
