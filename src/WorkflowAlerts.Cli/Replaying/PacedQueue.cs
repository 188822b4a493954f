using WorkflowAlerts.Telling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The alert queue of a replay, and a count of what came back to it only because its destination's pacing had no room.</summary>
internal sealed class PacedQueue(IQueue queue, Func<Ledger> ledger, TimeProvider time, DateTimeOffset from) : IQueue
{
    private readonly HashSet<(MessageKey, string)> _paced = [];

    /// <summary>How many messages had to wait, by destination.</summary>
    public IReadOnlyDictionary<string, int> Paced => _paced.CountBy(paced => paced.Item2).ToDictionary(StringComparer.OrdinalIgnoreCase);

    public async Task<QueueReceipt> Send(string body, TimeSpan delay, TimeSpan? life, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero && time.GetUtcNow() >= from)
        {
            // What waits for another message to come first is not paced.
            foreach (Message message in AlertMessage.Read(body).Where(message => message.WaitsSince is null))
            {
                IReadOnlyDictionary<string, DeliveryEntry> known = await ledger().Read(message.Key, cancellationToken);
                _paced.UnionWith(message.To!.Where(destination => !known.ContainsKey(destination)).Select(destination => (message.Key, destination)));
            }
        }

        return await queue.Send(body, delay, life, cancellationToken);
    }

    public Task<IReadOnlyList<QueuedMessage>> Receive(int most, TimeSpan hidden, CancellationToken cancellationToken) =>
        queue.Receive(most, hidden, cancellationToken);

    public Task<QueueReceipt?> Hide(QueueReceipt receipt, TimeSpan time, CancellationToken cancellationToken) =>
        queue.Hide(receipt, time, cancellationToken);

    public Task<bool> Delete(QueueReceipt receipt, CancellationToken cancellationToken) => queue.Delete(receipt, cancellationToken);

    public Task<IReadOnlyList<QueuedMessage>> Peek(int most, CancellationToken cancellationToken) => queue.Peek(most, cancellationToken);

    public Task<int> Count(CancellationToken cancellationToken) => queue.Count(cancellationToken);
}
