using System.Globalization;

namespace WorkflowAlerts.Storage.Memory;

/// <summary>A queue in memory. Messages are visible from a time on; of those of one time the first that came goes first.</summary>
public sealed class MemoryQueue(TimeProvider time) : IQueue
{
    private static readonly Comparer<Entry> s_order =
        Comparer<Entry>.Create((a, b) => (a.VisibleAt, a.Number).CompareTo((b.VisibleAt, b.Number)));

    private readonly SortedSet<Entry> _waiting = new(s_order);
    private readonly Dictionary<string, Entry> _byId = [];
    private readonly PriorityQueue<string, DateTimeOffset> _ends = new();
    private readonly Lock _lock = new();
    private long _number;

    /// <summary>When the next message becomes visible, or null where none waits.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            lock (_lock)
            {
                ForgetExpired();
                return _waiting.Min?.VisibleAt;
            }
        }
    }

    public Task<QueueReceipt> Send(string body, TimeSpan delay, TimeSpan? life, CancellationToken cancellationToken)
    {
        _ = QueueBody.Bytes(body);
        return Task.FromResult(Add(body, delay, life, isEncoded: true));
    }

    /// <summary>Puts a message there as another program does, which encodes nothing.</summary>
    public void SendForeign(string text) => Add(text, TimeSpan.Zero, life: null, isEncoded: false);

    public Task<IReadOnlyList<QueuedMessage>> Receive(int most, TimeSpan hidden, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            QueuedMessage[] received = [.. Visible(most).Select(entry => Read(Put(entry, hidden, entry.Dequeues + 1)))];
            return Task.FromResult<IReadOnlyList<QueuedMessage>>(received);
        }
    }

    public Task<QueueReceipt?> Hide(QueueReceipt receipt, TimeSpan time, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(receipt) is { } entry ? Put(entry, time, entry.Dequeues).Receipt : null);
        }
    }

    public Task<bool> Delete(QueueReceipt receipt, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(receipt) is { } entry && _byId.Remove(receipt.Id) && _waiting.Remove(entry));
        }
    }

    public Task<IReadOnlyList<QueuedMessage>> Peek(int most, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            QueuedMessage[] seen = [.. Visible(most).Select(entry => Read(entry) with { Receipt = entry.Receipt with { Receipt = "" } })];
            return Task.FromResult<IReadOnlyList<QueuedMessage>>(seen);
        }
    }

    public Task<int> Count(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ForgetExpired();
            return Task.FromResult(_byId.Count);
        }
    }

    private QueueReceipt Add(string body, TimeSpan delay, TimeSpan? life, bool isEncoded)
    {
        lock (_lock)
        {
            string id = Number(_number);
            if (life is { } end)
            {
                _ends.Enqueue(id, time.GetUtcNow() + end);
            }

            return Put(new Entry(id, body, isEncoded), delay, dequeues: 0).Receipt;
        }
    }

    private Entry Put(Entry entry, TimeSpan hidden, int dequeues)
    {
        _waiting.Remove(entry);
        DateTimeOffset from = time.GetUtcNow() + (hidden > TimeSpan.Zero ? hidden : TimeSpan.Zero);
        Entry put = entry with { VisibleAt = from, Number = _number++, Dequeues = dequeues };
        _waiting.Add(put);
        return _byId[entry.Id] = put;
    }

    private Entry? Find(QueueReceipt receipt)
    {
        ForgetExpired();
        return _byId.TryGetValue(receipt.Id, out Entry? entry) && entry.Receipt == receipt ? entry : null;
    }

    private Entry[] Visible(int most)
    {
        ForgetExpired();
        return [.. _waiting.TakeWhile(entry => entry.VisibleAt <= time.GetUtcNow()).Take(Math.Min(most, IQueue.Most))];
    }

    private void ForgetExpired()
    {
        while (_ends.TryPeek(out string? id, out DateTimeOffset end) && end <= time.GetUtcNow())
        {
            _ends.Dequeue();
            if (_byId.Remove(id, out Entry? entry))
            {
                _waiting.Remove(entry);
            }
        }
    }

    private static QueuedMessage Read(Entry entry) => new(entry.Body, entry.Receipt, entry.Dequeues, entry.IsEncoded);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Entry(string Id, string Body, bool IsEncoded)
    {
        public DateTimeOffset VisibleAt { get; init; }

        /// <summary>Another one after each time that it was put here, hidden or received.</summary>
        public long Number { get; init; }

        public int Dequeues { get; init; }

        public QueueReceipt Receipt => new(Id, MemoryQueue.Number(Number));
    }
}
