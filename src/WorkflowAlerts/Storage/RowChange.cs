namespace WorkflowAlerts.Storage;

/// <summary>One change of a row.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Row">The row; for <see cref="RowChangeKind.Delete"/> only its keys count.</param>
/// <param name="Version">The version that the row must still have; null: whatever is there, and where nothing is, the row is added (or
/// its absence accepted).</param>
public sealed record RowChange(RowChangeKind Kind, Row Row, string? Version = null)
{
    /// <summary>The most changes of one write.</summary>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions</remarks>
    public const int Most = 100;

    // https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model
    private const int MostInColumn = 64 * 1024;

    /// <summary>Adds a row that must not be there.</summary>
    public static RowChange Add(Row row) => new(RowChangeKind.Add, row);

    /// <summary>Sets the row's columns and keeps the others.</summary>
    public static RowChange Merge(Row row, string? version = null) => new(RowChangeKind.Merge, row, version);

    /// <summary>Puts the row in the place of what is there.</summary>
    public static RowChange Replace(Row row, string? version = null) => new(RowChangeKind.Replace, row, version);

    /// <summary>Deletes a row.</summary>
    public static RowChange Delete(string partition, string key, string? version = null) =>
        new(RowChangeKind.Delete, new Row(partition, key), version);

    /// <summary>Looks at changes before they are written.</summary>
    /// <exception cref="ArgumentException">They are too many, of several partitions, or several are of one row.</exception>
    internal static void Check(IReadOnlyList<RowChange> changes)
    {
        if (changes.Count is 0 or > Most)
        {
            throw new ArgumentException($"A write has 1 to {Most} changes; this one has {changes.Count}.", nameof(changes));
        }

        if (changes.Any(change => change.Row.Partition != changes[0].Row.Partition))
        {
            throw new ArgumentException("A write is of one partition; this one has several.", nameof(changes));
        }

        if (changes.DistinctBy(change => change.Row.Key).Count() < changes.Count)
        {
            throw new ArgumentException("A write changes a row once; this one has a row several times.", nameof(changes));
        }

        var columns = changes.SelectMany(change => change.Row.Columns);
        if (columns.FirstOrDefault(column => Size(column.Value) > MostInColumn) is { Key: { } column })
        {
            throw new ArgumentException(
                $"A column holds at most {MostInColumn} bytes, two a character; {column} has more.", nameof(changes));
        }
    }

    private static int Size(object value) => value switch
    {
        string text => text.Length * sizeof(char),
        byte[] bytes => bytes.Length,
        _ => 0,
    };
}
