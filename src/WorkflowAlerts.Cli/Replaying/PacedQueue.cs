using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The alert queue of a replay, and a count of what came back to it only because its destination's pacing had no room.</summary>
internal sealed class PacedQueue(IQueue queue, Func<Router> router, Func<ILedger> ledger, TimeProvider time, DateTimeOffset from) : IQueue
{
    private readonly HashSet<(AlertKey, string)> _paced = [];

    /// <summary>How many messages had to wait, by destination.</summary>
    public IReadOnlyDictionary<string, int> Paced => _paced.CountBy(paced => paced.Item2).ToDictionary(StringComparer.OrdinalIgnoreCase);

    public async Task<QueueReceipt> Send(string body, TimeSpan delay, TimeSpan? life, CancellationToken cancellationToken)
    {
        if (delay > TimeSpan.Zero && time.GetUtcNow() >= from)
        {
            foreach (Alert alert in AlertMessage.Read(body))
            {
                // What waits for a rerun has a note in the ledger that says so; what was told has one, too.
                IReadOnlyDictionary<string, DeliveryEntry> known = await ledger().Read(alert.Key, cancellationToken);
                IEnumerable<string> waiting = router().Route(alert).To.Where(destination => !known.ContainsKey(destination));
                _paced.UnionWith(waiting.Select(destination => (alert.Key, destination)));
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
