namespace WorkflowAlerts.Storage;

/// <summary>Which rows to read. Everything that is set must hold. A range over partitions reads all of them where none is named.</summary>
public sealed record RowRange
{
    /// <summary>The first partition, inclusive.</summary>
    public string? FromPartition { get; init; }

    /// <summary>The last partition, inclusive.</summary>
    public string? ToPartition { get; init; }

    /// <summary>The first row key, inclusive.</summary>
    public string? FromKey { get; init; }

    /// <summary>The last row key, inclusive.</summary>
    public string? ToKey { get; init; }

    /// <summary>Row keys of which one must be the row's; null: any.</summary>
    public IReadOnlyCollection<string>? Keys { get; init; }

    /// <summary>Columns that must hold a time in [From, To); a row without the column is left out.</summary>
    public IReadOnlyList<(string Column, DateTimeOffset? From, DateTimeOffset? To)> Times { get; init; } = [];

    /// <summary>The columns to bring; null: all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Whether a row of these partitions has the keys and times that are asked for.</summary>
    internal bool Includes(Row row)
    {
        foreach ((string column, DateTimeOffset? from, DateTimeOffset? to) in Times)
        {
            if (row.Time(column) is not { } at || at < from || at >= to)
            {
                return false;
            }
        }

        return !(string.CompareOrdinal(row.Key, FromKey) < 0)
            && !(ToKey is { } last && string.CompareOrdinal(row.Key, last) > 0)
            && Keys?.Contains(row.Key) != false;
    }

    /// <summary>All rows of one partition.</summary>
    public static RowRange Of(string partition) => new() { FromPartition = partition, ToPartition = partition };
}
