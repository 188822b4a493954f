using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Quieting;

/// <summary>Remembers mutes, for all instances: a partition of the incidents' table.</summary>
public sealed class Mutes(IStorage storage, DamagedRows damaged) : IRowReader, ISweepable
{
    /// <summary>The partition; no tenant's looks like it.</summary>
    internal const string Partition = "~mutes";

    private readonly ITable _table = storage.Table(StorageNames.Incidents);

    /// <summary>All mutes that were not removed, those whose time is over included; the earliest end first.</summary>
    public async Task<IReadOnlyList<Mute>> All(CancellationToken cancellationToken) => await _table
        .Range(RowRange.Of(Partition), cancellationToken)
        .Select(row => damaged.Read(row, StorageNames.Incidents, Read))
        .OfType<Mute>()
        .OrderBy(mute => mute.Until)
        .ToListAsync(cancellationToken);

    /// <summary>Writes a mute down, or changes it.</summary>
    public Task Write(Mute mute, CancellationToken cancellationToken)
    {
        Row row = new(Partition, mute.Id)
        {
            [nameof(Mute.Until)] = mute.Until,
            [nameof(Mute.Reason)] = RowText.Of(mute.Reason),
            [nameof(Mute.CreatedAt)] = mute.CreatedAt,
            [nameof(Mute.Tenant)] = mute.Tenant,
            [nameof(Mute.Type)] = mute.Type,
            [nameof(Mute.Name)] = mute.Name,
        };
        return _table.Write([RowChange.Replace(row)], cancellationToken);
    }

    /// <summary>Forgets a mute. One that is gone is no error.</summary>
    public Task Remove(string id, CancellationToken cancellationToken) => _table.Write([RowChange.Delete(Partition, id)], cancellationToken);

    /// <summary>Forgets mutes that ended long ago. The others are forgotten when what they kept was told.</summary>
    public Task<int> Sweep(Retention retention, CancellationToken cancellationToken) => _table.Sweep(
        _table.Range(RowRange.Of(Partition) with { Times = [(nameof(Mute.Until), null, retention.Since)] }, cancellationToken),
        cancellationToken);

    string IRowReader.Table => StorageNames.Incidents;

    bool IRowReader.Reads(string partition) => partition == Partition;

    void IRowReader.Try(Row row) => Read(row);

    private static Mute Read(Row row) => new(
        row.Key, row.MayText(nameof(Mute.Tenant)), row.MayText(nameof(Mute.Type)), row.MayText(nameof(Mute.Name)),
        row.NeedTime(nameof(Mute.Until)), row.NeedText(nameof(Mute.Reason)), row.NeedTime(nameof(Mute.CreatedAt)));
}
