using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Polling;

/// <summary>Remembers one checkpoint per tenant, which moves by version.</summary>
public sealed class Checkpoints(IStorage storage, DamagedRows damaged, TimeProvider time) : IRowReader, ISweepable
{
    private const string Key = "checkpoint";
    private const string Tenant = nameof(Tenant);
    private const string Watermark = nameof(Watermark);
    private const string LastSuccess = nameof(LastSuccess);

    private readonly ITable _table = storage.Table(StorageNames.Checkpoints);

    /// <summary>The tenant's checkpoint, or null before the first complete window.</summary>
    public async Task<Checkpoint?> Read(string tenant, CancellationToken cancellationToken) =>
        await _table.Find(RowText.Key(tenant), Key, cancellationToken) is { } row ? damaged.Read(row, StorageNames.Checkpoints, Read) : null;

    /// <summary>The checkpoints of all tenants that have one, by the names the configuration gives them. One query.</summary>
    public async Task<IReadOnlyDictionary<string, Checkpoint>> All(CancellationToken cancellationToken)
    {
        Dictionary<string, Checkpoint> all = new(StringComparer.Ordinal);
        await foreach (Row row in _table.Range(new RowRange { Keys = [Key] }, cancellationToken))
        {
            if (damaged.Read(row, StorageNames.Checkpoints, Read) is { } checkpoint)
            {
                all[row.NeedText(Tenant)] = checkpoint;
            }
        }

        return all;
    }

    /// <summary>
    /// Moves a checkpoint from what was read (null: there was none) to a new watermark.
    /// Returns the new checkpoint, or null when somebody else moved it in between; then nothing was changed.
    /// </summary>
    /// <exception cref="ArgumentException">The watermark lies before the one read: a checkpoint never moves backward.</exception>
    public async Task<Checkpoint?> Move(string tenant, Checkpoint? from, DateTimeOffset watermark, CancellationToken cancellationToken)
    {
        if (watermark < from?.Watermark)
        {
            throw new ArgumentException(
                $"The checkpoint of {tenant} is at {from.Watermark:O} and cannot go back to {watermark:O}.", nameof(watermark));
        }

        return await Write(tenant, from, Checkpoint.Next(from, watermark, time.GetUtcNow()), cancellationToken);
    }

    /// <summary>
    /// Notes which digests of a window are about to go onto the queue: were the process to end before the checkpoint moves, the next poll
    /// knows that it may
    /// repeat them, and notes them as cut off. Returns the checkpoint with its new version, or null when somebody else moved it in between.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">What was read; null: there was none, and one is made at <paramref name="start"/>.</param>
    /// <param name="start">Where the window begins.</param>
    /// <param name="digests">Their run ids.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Checkpoint?> NoteDigests(
        string tenant, Checkpoint? from, DateTimeOffset start, IEnumerable<string> digests, CancellationToken cancellationToken) =>
        Write(tenant, from, (from ?? new Checkpoint(start, time.GetUtcNow(), "")).Begin(digests), cancellationToken);

    /// <summary>Notes digests of others than the poll that were cut off. Without a checkpoint it does nothing.</summary>
    public async Task NoteCutOff(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        while (await Read(tenant, cancellationToken) is { } at && await Write(tenant, at, at.CutOffWith(digests), cancellationToken) is null)
        {
            // A poll moved it in between.
        }
    }

    /// <summary>
    /// Takes a checkpoint back, because a person asked for it; nothing else ever does. Returns whether it did: not if somebody moved it
    /// in between.
    /// </summary>
    public async Task<bool> Rewind(string tenant, Checkpoint from, DateTimeOffset watermark, CancellationToken cancellationToken) =>
        await Write(tenant, from, @from with { Watermark = watermark }, cancellationToken) is not null;

    /// <summary>Forgets tenants that are not configured any more: were one to come back, it would begin as a new one.</summary>
    public Task<int> Sweep(Retention retention, CancellationToken cancellationToken) => _table.Sweep(
        _table.Range(new RowRange { Keys = [Key], Times = [(LastSuccess, null, retention.Since)] }, cancellationToken)
            .Where(row => row.Text(Tenant) is { } tenant && !retention.Tenants.Contains(tenant)),
        cancellationToken);

    string IRowReader.Table => StorageNames.Checkpoints;

    bool IRowReader.Reads(string partition) => true;

    void IRowReader.Try(Row row) => Read(row);

    private static Checkpoint Read(Row row)
    {
        row.MustHaveKey(RowText.Key(row.NeedText(Tenant)), Key);
        return new Checkpoint(row.NeedTime(Watermark), row.NeedTime(LastSuccess), row.Version)
        {
            Begun = DigestIds.Split(row.MayText(nameof(Checkpoint.Begun))),
            CutOff = DigestIds.Split(row.MayText(nameof(Checkpoint.CutOff))),
        };
    }

    private async Task<Checkpoint?> Write(string tenant, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken)
    {
        Row row = new(RowText.Key(tenant), Key)
        {
            [Tenant] = tenant,
            [Watermark] = to.Watermark,
            [LastSuccess] = to.LastSuccess,
            [nameof(Checkpoint.Begun)] = DigestIds.Join(to.Begun),
            [nameof(Checkpoint.CutOff)] = DigestIds.Join(to.CutOff),
        };
        RowChange change = from is null ? RowChange.Add(row) : RowChange.Replace(row, from.Version);
        IReadOnlyList<string>? versions = await _table.Write([change], cancellationToken)
            ?? (from is null ? await Heal(row, cancellationToken) : null);
        return versions is null ? null : to with { Version = versions[0] };
    }

    // A row that cannot be read is none, and must not be in the way of a good one: it was noted, and the tenant is read as one that is new.
    private async Task<IReadOnlyList<string>?> Heal(Row row, CancellationToken cancellationToken) =>
        await _table.Find(row.Partition, row.Key, cancellationToken) is { } there
        && damaged.Read(there, StorageNames.Checkpoints, Read) is null
            ? await _table.Write([RowChange.Replace(row, there.Version)], cancellationToken)
            : null;
}
