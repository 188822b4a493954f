namespace WorkflowAlerts.Storage;

/// <summary>Deletes many rows, of which few are in memory at a time.</summary>
internal static class Sweeping
{
    private const int AtOnce = 1000;

    /// <summary>Deletes rows as they were read: one that was written since stays. Returns how many went.</summary>
    public static async Task<int> Sweep(this ITable table, IAsyncEnumerable<Row> rows, CancellationToken cancellationToken)
    {
        int swept = 0;
        await foreach (Row[] some in rows.Chunk(AtOnce).WithCancellation(cancellationToken))
        {
            foreach (Row[] batch in some.GroupBy(row => row.Partition).SelectMany(partition => partition.Chunk(RowChange.Most)))
            {
                swept += await Sweep(table, batch, cancellationToken);
            }
        }

        return swept;
    }

    private static async Task<int> Sweep(ITable table, Row[] batch, CancellationToken cancellationToken)
    {
        RowChange[] changes = [.. batch.Select(row => RowChange.Delete(row.Partition, row.Key, row.Version))];
        if (await table.Write(changes, cancellationToken) is not null)
        {
            return batch.Length;
        }

        // One of them was written in between, and so none was deleted.
        int swept = 0;
        foreach (RowChange change in batch.Length > 1 ? changes : [])
        {
            swept += await table.Write([change], cancellationToken) is null ? 0 : 1;
        }

        return swept;
    }
}
