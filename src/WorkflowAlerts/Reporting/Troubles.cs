using WorkflowAlerts.Telling;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// Remembers what is wrong, over restarts and for all instances: a partition of the incidents' table, since these are the product's own
/// incidents.
/// </summary>
public sealed class Troubles(IStorage storage, DamagedRows damaged) : IRowReader, ISweepable
{
    /// <summary>The partition; no tenant's looks like it.</summary>
    internal const string Partition = "~product";

    private const int NoteTries = 10;

    private readonly ITable _table = storage.Table(StorageNames.Incidents);

    /// <summary>All troubles that are open, or over and not yet told to be.</summary>
    public async Task<IReadOnlyList<Trouble>> All(CancellationToken cancellationToken) => await _table
        .Range(RowRange.Of(Partition), cancellationToken)
        .Select(row => damaged.Read(row, StorageNames.Incidents, Read))
        .OfType<Trouble>()
        .ToListAsync(cancellationToken);

    /// <summary>
    /// Notes that something is wrong. The first note opens the trouble; further ones count it, renew its reason, and open it again if it
    /// was over and
    /// that was not yet told.
    /// </summary>
    public async Task Note(TroubleKind kind, string subject, DateTimeOffset since, string reason, CancellationToken cancellationToken)
    {
        Trouble first = new() { Kind = kind, Subject = subject, Since = since, Reason = reason };
        for (int attempt = 1; attempt <= NoteTries; attempt++)
        {
            Row? row = await _table.Find(Partition, Key(kind, subject), cancellationToken);
            Trouble? known = row is null ? null : damaged.Read(row, StorageNames.Incidents, Read);
            Trouble noted = known is null ? first : known with { Count = known.Count + 1, Reason = reason, OverAt = null };
            if (await Write(row is null ? RowChange.Add(Row(noted)) : RowChange.Replace(Row(noted), row.Version), cancellationToken))
            {
                return;
            }
        }

        // Ten writers came in between: it is open and counted, and one more note would say nothing new.
    }

    /// <summary>Writes a trouble back, unless somebody changed it since it was read. Returns whether it did.</summary>
    public Task<bool> Update(Trouble trouble, CancellationToken cancellationToken) =>
        Write(RowChange.Replace(Row(trouble), trouble.Version), cancellationToken);

    /// <summary>Forgets a trouble, unless somebody changed it since it was read. Returns whether it did.</summary>
    public Task<bool> Remove(Trouble trouble, CancellationToken cancellationToken) =>
        Write(RowChange.Delete(Partition, Key(trouble.Kind, trouble.Subject), trouble.Version), cancellationToken);

    /// <summary>Forgets what was over long ago and could not be told. The others are forgotten when they were told to be over.</summary>
    public Task<int> Sweep(Retention retention, CancellationToken cancellationToken) => _table.Sweep(
        _table.Range(RowRange.Of(Partition) with { Times = [(nameof(Trouble.OverAt), null, retention.Since)] }, cancellationToken),
        cancellationToken);

    string IRowReader.Table => StorageNames.Incidents;

    bool IRowReader.Reads(string partition) => partition == Partition;

    void IRowReader.Try(Row row) => Read(row);

    private async Task<bool> Write(RowChange change, CancellationToken cancellationToken) =>
        await _table.Write([change], cancellationToken) is not null;

    private static string Key(TroubleKind kind, string subject) => $"{kind}|{RowText.Key(subject.ToLowerInvariant())}";

    private static Row Row(Trouble trouble) => new(Partition, Key(trouble.Kind, trouble.Subject))
    {
        [nameof(Trouble.Kind)] = trouble.Kind.ToString(),
        [nameof(Trouble.Subject)] = trouble.Subject,
        [nameof(Trouble.Since)] = trouble.Since,
        [nameof(Trouble.Reason)] = RowText.Of(trouble.Reason),
        [nameof(Trouble.Count)] = trouble.Count,
        [nameof(Trouble.Told)] = trouble.Told,
        [nameof(Trouble.OverAt)] = trouble.OverAt,
    };

    private static Trouble Read(Row row)
    {
        Trouble trouble = new()
        {
            Kind = row.NeedName<TroubleKind>(nameof(Trouble.Kind)),
            Subject = row.NeedText(nameof(Trouble.Subject)),
            Since = row.NeedTime(nameof(Trouble.Since)),
            Reason = row.NeedText(nameof(Trouble.Reason)),
            Count = row.NeedNumber(nameof(Trouble.Count)),
            Told = row.NeedFlag(nameof(Trouble.Told)),
            OverAt = row.MayTime(nameof(Trouble.OverAt)),
            Version = row.Version,
        };
        row.MustHaveKey(Partition, Key(trouble.Kind, trouble.Subject));
        return trouble;
    }
}
