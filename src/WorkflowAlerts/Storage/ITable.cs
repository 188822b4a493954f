namespace WorkflowAlerts.Storage;

/// <summary>A table of rows, each found by its partition and key. Safe for several threads.</summary>
public interface ITable
{
    /// <summary>One row, or null.</summary>
    Task<Row?> Find(string partition, string key, CancellationToken cancellationToken);

    /// <summary>The rows of a range, by partition and key in ordinal order.</summary>
    IAsyncEnumerable<Row> Range(RowRange range, CancellationToken cancellationToken);

    /// <summary>
    /// Writes changes of one partition, all or nothing: at most <see cref="RowChange.Most"/>, each for another row. Returns the versions
    /// that the rows have now, in
    /// the order of the changes (empty for a row that was deleted); null where a row was not as its change says, and nothing was written.
    /// </summary>
    Task<IReadOnlyList<string>?> Write(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken);
}
