using System.Runtime.CompilerServices;

namespace WorkflowAlerts.Storage;

/// <summary>Looks whether rows can be read, as those would who read them.</summary>
public sealed class Inspection(IStorage storage, IEnumerable<IRowReader> readers)
{
    private readonly IRowReader[] _readers = [.. readers];

    /// <summary>The damaged rows of a table, in order. However many rows it has, few are in memory at a time.</summary>
    public async IAsyncEnumerable<DamagedRow> Look(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (Row row in storage.Table(table).Range(new RowRange(), cancellationToken))
        {
            if (Look(table, row) is { } damaged)
            {
                yield return damaged;
            }
        }
    }

    /// <summary>Looks at one row; null: it is gone or can be read.</summary>
    public async Task<DamagedRow?> LookAt(string place, CancellationToken cancellationToken) =>
        place.Split('/') is [var table, var partition, var key]
            && await storage.Table(table).Find(partition, key, cancellationToken) is { } row
            ? Look(table, row)
            : null;

    /// <summary>Deletes a row, if it still is there and still cannot be read. Returns whether it did.</summary>
    public async Task<bool> Remove(DamagedRow damaged, CancellationToken cancellationToken)
    {
        ITable table = storage.Table(damaged.Table);
        return await table.Find(damaged.Partition, damaged.Key, cancellationToken) is { } row
            && Look(damaged.Table, row) is not null
            && await table.Write([RowChange.Delete(row.Partition, row.Key, row.Version)], cancellationToken) is not null;
    }

    private DamagedRow? Look(string table, Row row)
    {
        try
        {
            // What nobody reads is in nobody's way.
            _readers.FirstOrDefault(reader => reader.Table == table && reader.Reads(row.Partition))?.Try(row);
            return null;
        }
        catch (Exception e)
        {
            return new DamagedRow(table, row.Partition, row.Key, e.Message);
        }
    }
}
