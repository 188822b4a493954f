namespace WorkflowAlerts.Storage;

/// <summary>One change of a row.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Row">The row; for <see cref="RowChangeKind.Delete"/> only its keys count.</param>
/// <param name="Version">The version that the row must still have; null: whatever is there, and where nothing is, the row is added (or its absence accepted).</param>
public sealed record RowChange(RowChangeKind Kind, Row Row, string? Version = null)
{
    /// <summary>The most changes of one write.</summary>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions</remarks>
    public const int Most = 100;

    /// <summary>Adds a row that must not be there.</summary>
    public static RowChange Add(Row row) => new(RowChangeKind.Add, row);

    /// <summary>Sets the row's columns and keeps the others.</summary>
    public static RowChange Merge(Row row, string? version = null) => new(RowChangeKind.Merge, row, version);

    /// <summary>Puts the row in the place of what is there.</summary>
    public static RowChange Replace(Row row, string? version = null) => new(RowChangeKind.Replace, row, version);

    /// <summary>Deletes a row.</summary>
    public static RowChange Delete(string partition, string key, string? version = null) => new(RowChangeKind.Delete, new Row(partition, key), version);
}
