using System.Runtime.CompilerServices;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Tests.Storage;

/// <summary>Storage that tells what is done with it, and in which something else happens at the worst moment.</summary>
internal sealed class ObservedStorage(IStorage storage) : IStorage
{
    /// <summary>What was done, such as "Write Checkpoints" or "Send alerts".</summary>
    public List<string> Done { get; } = [];

    /// <summary>What happens before something is done; it is done to a table's partition, or to a queue.</summary>
    public Func<string, string, Task>? Before { get; set; }

    /// <summary>What happens after it, before anybody hears of the result.</summary>
    public Func<string, string, Task>? After { get; set; }

    public ITable Table(string name) => new ObservedTable(this, name, storage.Table(name));

    public IQueue Queue(string name) => new ObservedQueue(this, name, storage.Queue(name));

    public Task EnsureCreated(CancellationToken cancellationToken) => storage.EnsureCreated(cancellationToken);

    private async Task<T> Do<T>(string what, string place, Func<Task<T>> work)
    {
        await (Before?.Invoke(what, place) ?? Task.CompletedTask);
        T result = await work();
        Done.Add(what);
        await (After?.Invoke(what, place) ?? Task.CompletedTask);
        return result;
    }

    private sealed class ObservedTable(ObservedStorage observed, string name, ITable table) : ITable
    {
        public Task<Row?> Find(string partition, string key, CancellationToken cancellationToken) =>
            observed.Do($"Find {name}", partition, () => table.Find(partition, key, cancellationToken));

        public async IAsyncEnumerable<Row> Range(RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (Row row in await observed.Do(
                $"Range {name}", range.FromPartition ?? "", () => table.Range(range, cancellationToken).ToListAsync(cancellationToken).AsTask()))
            {
                yield return row;
            }
        }

        public Task<IReadOnlyList<string>?> Write(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken) =>
            observed.Do($"Write {name}", changes[0].Row.Partition, () => table.Write(changes, cancellationToken));
    }

    private sealed class ObservedQueue(ObservedStorage observed, string name, IQueue queue) : IQueue
    {
        public Task<QueueReceipt> Send(string body, TimeSpan delay, TimeSpan? life, CancellationToken cancellationToken) =>
            observed.Do($"Send {name}", name, () => queue.Send(body, delay, life, cancellationToken));

        public Task<IReadOnlyList<QueuedMessage>> Receive(int most, TimeSpan hidden, CancellationToken cancellationToken) =>
            observed.Do($"Receive {name}", name, () => queue.Receive(most, hidden, cancellationToken));

        public Task<QueueReceipt?> Hide(QueueReceipt receipt, TimeSpan time, CancellationToken cancellationToken) =>
            observed.Do($"Hide {name}", name, () => queue.Hide(receipt, time, cancellationToken));

        public Task<bool> Delete(QueueReceipt receipt, CancellationToken cancellationToken) =>
            observed.Do($"Delete {name}", name, () => queue.Delete(receipt, cancellationToken));

        public Task<IReadOnlyList<QueuedMessage>> Peek(int most, CancellationToken cancellationToken) =>
            observed.Do($"Peek {name}", name, () => queue.Peek(most, cancellationToken));

        public Task<int> Count(CancellationToken cancellationToken) =>
            observed.Do($"Count {name}", name, () => queue.Count(cancellationToken));
    }
}
