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

    /// <summary>All rows of one partition.</summary>
    public static RowRange Of(string partition) => new() { FromPartition = partition, ToPartition = partition };
}
