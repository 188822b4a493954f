using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>
/// Remembers which messages were seen, and what happened to each at each destination: a partition per tenant and day, a row per run, outcome and end.
/// </summary>
public sealed class Ledger : IRowReader, ISweepable
{
    private const int BatchesAtOnce = 8;

    // Single reads are cheap up to here; more messages are worth a query that reads what lies between them.
    private const int MostSingleReads = 2;

    private readonly ITable _table;
    private readonly LedgerClaims _claims;
    private readonly LedgerReopening _reopening;
    private readonly DamagedRows _damaged;
    private readonly TimeProvider _time;

    public Ledger(IStorage storage, DamagedRows damaged, TimeProvider time)
    {
        _table = storage.Table(StorageNames.Deliveries);
        _claims = new LedgerClaims(_table, time);
        _reopening = new LedgerReopening(_table, time);
        _damaged = damaged;
        _time = time;
    }

    /// <summary>Which messages of a tenant with an end in [from, to) were seen. One range query, however many runs.</summary>
    public async Task<SeenMessages> Seen(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        SeenMessages seen = new();
        RowRange range = Days(tenant, from, to) with
        {
            Times = [(LedgerRow.EndedAt, from, to), (LedgerRow.SeenAt, DateTimeOffset.UnixEpoch, null)], Columns = [LedgerRow.EndedAt, LedgerRow.SeenAt],
        };
        await foreach (Row row in _table.Range(range, cancellationToken))
        {
            seen.Add(row.Key, row.Time(LedgerRow.EndedAt) ?? from);
        }

        return seen;
    }

    /// <summary>Whether a message was seen.</summary>
    public async Task<bool> IsSeen(MessageKey key, CancellationToken cancellationToken) => (await Find(key, cancellationToken))?.Time(LedgerRow.SeenAt) is not null;

    /// <summary>
    /// Notes what was decided on, after it is on the queue or kept. Noting it again changes nothing; where a send was begun or is done, that stays as it is.
    /// </summary>
    internal Task Mark(IReadOnlyCollection<LedgerNote> notes, CancellationToken cancellationToken)
    {
        // The rows of one batch at a time: ten thousand at once would be most of what a storm takes of memory.
        IEnumerable<LedgerNote[]> batches = notes
            .DistinctBy(note => LedgerKey.Of(note.Message.Key))
            .GroupBy(note => LedgerKey.Of(note.Message.Key).Partition)
            .SelectMany(partition => partition.Chunk(RowChange.Most));
        return InParallel(batches, Mark, cancellationToken);
    }

    /// <summary>What happened to a message at each destination it was sent to, by destination name. Empty for an unknown one.</summary>
    public async Task<IReadOnlyDictionary<string, DeliveryEntry>> Read(MessageKey key, CancellationToken cancellationToken) =>
        await Find(key, cancellationToken) is { } row ? LedgerRow.Entries(row) : new Dictionary<string, DeliveryEntry>();

    /// <summary>What is known of many messages: few queries, however many.</summary>
    internal async Task<LedgerView> View(IEnumerable<MessageKey> keys, CancellationToken cancellationToken)
    {
        IEnumerable<Row>[] rows = await Task.WhenAll(
            keys.Distinct().GroupBy(key => LedgerKey.Of(key).Partition).Select(partition => View([.. partition], cancellationToken)));
        return new LedgerView(rows.SelectMany(some => some));
    }

    /// <summary>
    /// Asks to send. Exactly one of several concurrent callers is granted; a claim whose process vanished can be taken over after
    /// <see cref="DeliveryClaim.Lifetime"/>, and is then marked as one that may have arrived.
    /// </summary>
    /// <param name="message">What.</param>
    /// <param name="destination">To whom.</param>
    /// <param name="known">The row as it was read before; null: it is read first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task<Claim> TryClaim(Message message, string destination, LedgerView? known, CancellationToken cancellationToken) =>
        _claims.TryClaim(message, destination, known?.Find(message.Key), cancellationToken);

    /// <summary>Makes a claim anew, where it is still one's own.</summary>
    internal Task<Claim> Renew(Message message, string destination, Claim claim, CancellationToken cancellationToken) =>
        _claims.Renew(message, destination, claim, cancellationToken);

    /// <summary>
    /// Writes how a claimed send went. Returns false, and writes nothing, where the claim is not one's own any more: then somebody else has sent it, too.
    /// </summary>
    internal Task<bool> Record(Message message, string destination, Claim claim, DeliveryEntry entry, CancellationToken cancellationToken) =>
        _claims.Record(message, destination, claim, entry, cancellationToken);

    /// <summary>Changes what stands at a destination, as long as nobody writes in between. Returns what stands there afterwards.</summary>
    /// <param name="message">The message.</param>
    /// <param name="destination">The destination.</param>
    /// <param name="change">Gets what stands there, and gives what shall; null: it stays.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal Task<DeliveryEntry?> Note(
        Message message, string destination, Func<DeliveryEntry?, DeliveryEntry?> change, CancellationToken cancellationToken) =>
        _claims.Note(message, destination, change, cancellationToken);

    /// <summary>The rows of a tenant whose runs ended in [from, to), in no order.</summary>
    public IAsyncEnumerable<LedgerRecord> History(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Rows(tenant, from, to, cancellationToken).Select(Readable).OfType<LedgerRecord>();

    /// <summary>The rows of a run, whatever its tenant and day.</summary>
    public IAsyncEnumerable<LedgerRecord> History(string runId, CancellationToken cancellationToken)
    {
        (string from, string to) = LedgerKey.RowsOf(runId);
        return _table.Range(new RowRange { FromKey = from, ToKey = to }, cancellationToken).Select(Readable).OfType<LedgerRecord>();
    }

    /// <summary>
    /// Lets a message be sent again where it was refused or given up, and with <paramref name="delivered"/> also where it arrived; that message is then labelled as a
    /// possible repeat.
    /// </summary>
    public Task Reopen(MessageKey key, bool delivered, CancellationToken cancellationToken) =>
        _reopening.Reopen(LedgerKey.Of(key), delivered, cancellationToken);

    /// <summary>
    /// Does so for all runs of a tenant that ended in [from, to), and lets the next poll that reads them put those onto the queue again of which somebody has to be
    /// told; with <paramref name="delivered"/>, all of them, muted ones too. Returns how many.
    /// </summary>
    public Task<int> Reopen(string tenant, DateTimeOffset from, DateTimeOffset to, bool delivered, CancellationToken cancellationToken) =>
        _reopening.Reopen(() => Rows(tenant, from, to, cancellationToken), delivered, cancellationToken);

    /// <summary>Deletes the days before <paramref name="before"/>. Returns how many rows went.</summary>
    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int swept = 0;
        DateTimeOffset day = new(before.UtcDateTime.Date, TimeSpan.Zero);
        RowRange old = new() { Times = [(LedgerRow.EndedAt, null, day)], Columns = [LedgerRow.EndedAt] };
        await foreach (Row[] rows in _table.Range(old, cancellationToken).Chunk(1000))
        {
            await InParallel(
                rows.GroupBy(row => row.Partition).SelectMany(partition => partition.Chunk(RowChange.Most)),
                (batch, stop) => _table.Write([.. batch.Select(row => RowChange.Delete(row.Partition, row.Key))], stop),
                cancellationToken);
            swept += rows.Length;
        }

        return swept;
    }

    Task<int> ISweepable.Sweep(Retention retention, CancellationToken cancellationToken) => Sweep(retention.Since, cancellationToken);

    string IRowReader.Table => StorageNames.Deliveries;

    bool IRowReader.Reads(string partition) => IsOfTheLedger(partition);

    void IRowReader.Try(Row row)
    {
        if (Damage(row) is { } why)
        {
            throw new UnreadableRowException(why);
        }
    }

    // Nearly all are new, and adding is the cheaper way; where one row is known, each is looked at.
    private async Task Mark(LedgerNote[] notes, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (await _table.Write([.. notes.Select(note => RowChange.Add(LedgerRow.Seen(note, now)))], cancellationToken) is null)
        {
            await Task.WhenAll(notes.Select(note => MarkKnown(note, now, cancellationToken)));
        }
    }

    private async Task MarkKnown(LedgerNote note, DateTimeOffset now, CancellationToken cancellationToken)
    {
        while (true)
        {
            Row? known = await Find(note.Message.Key, cancellationToken);
            IReadOnlyDictionary<string, DeliveryEntry> standing = known is null ? new Dictionary<string, DeliveryEntry>() : LedgerRow.Entries(known);
            LedgerNote news = note with
            {
                Entries = note.Entries.Where(entry => Gives(standing.GetValueOrDefault(entry.Key))).ToDictionary(entry => entry.Key, entry => entry.Value),
            };
            Row row = LedgerRow.Seen(news, now);
            if (await _table.Write([known is null ? RowChange.Add(row) : RowChange.Merge(row, known.Version)], cancellationToken) is not null)
            {
                return;
            }
        }
    }

    // What was begun or is done is not unwritten by a decision that was made again.
    private static bool Gives(DeliveryEntry? standing) => standing is null or { State: DeliveryState.Open or DeliveryState.Held or DeliveryState.Kept };

    private async Task<IEnumerable<Row>> View(MessageKey[] partition, CancellationToken cancellationToken)
    {
        if (partition.Length <= MostSingleReads)
        {
            return (await Task.WhenAll(partition.Select(key => Find(key, cancellationToken)))).OfType<Row>();
        }

        HashSet<LedgerKey> wanted = [.. partition.Select(LedgerKey.Of)];
        RowRange between = RowRange.Of(wanted.First().Partition) with
        {
            FromKey = wanted.Select(key => key.Row).Min(StringComparer.Ordinal),
            ToKey = wanted.Select(key => key.Row).Max(StringComparer.Ordinal),
            Times = [(LedgerRow.EndedAt, partition.Min(key => key.At), partition.Max(key => key.At).AddTicks(1))],
        };
        return await _table.Range(between, cancellationToken).Where(row => wanted.Contains(new LedgerKey(row.Partition, row.Key))).ToListAsync(cancellationToken);
    }

    private IAsyncEnumerable<Row> Rows(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        _table.Range(Days(tenant, from, to) with { Times = [(LedgerRow.EndedAt, from, to)] }, cancellationToken);

    // A row without what makes it a row of the ledger is skipped; a column that cannot be read is, too, and the others count.
    private LedgerRecord? Readable(Row row)
    {
        if (!IsOfTheLedger(row.Partition))
        {
            return null;
        }

        if (Damage(row) is { } why)
        {
            _damaged.Note(row, StorageNames.Deliveries, why);
        }

        return HasRun(row) ? LedgerRow.Record(row) : null;
    }

    // A tenant and a day; poisoned messages lie in a partition of another form.
    private static bool IsOfTheLedger(string partition) => partition.Contains('|', StringComparison.Ordinal);

    private static bool HasRun(Row row) => row.Text("RunId") is not null && row.Time(LedgerRow.EndedAt) is not null;

    private static string? Damage(Row row) => !HasRun(row) ? "It has no RunId or no EndedAt."
        : LedgerRow.Unreadable(row).ToArray() is [_, ..] columns ? $"What it says of {string.Join(" and ", columns)} cannot be read."
        : null;

    private static RowRange Days(string tenant, DateTimeOffset from, DateTimeOffset to) => new()
    {
        FromPartition = LedgerKey.PartitionOf(tenant, from), ToPartition = LedgerKey.PartitionOf(tenant, to),
    };

    private Task<Row?> Find(MessageKey key, CancellationToken cancellationToken) =>
        LedgerKey.Of(key) is var at ? _table.Find(at.Partition, at.Row, cancellationToken) : throw new InvalidOperationException();

    private static Task InParallel<T>(IEnumerable<T[]> batches, Func<T[], CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            batches, new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancellationToken }, async (batch, stop) => await work(batch, stop));
}
