namespace WorkflowAlerts.Storage.Memory;

/// <summary>What becomes of rows in memory as they are written and read.</summary>
internal static class MemoryRow
{
    /// <summary>The row after a change.</summary>
    public static Row Written(RowChange change, Row? before, string version)
    {
        Row after = new(change.Row.Partition, change.Row.Key) { Version = version };
        IEnumerable<KeyValuePair<string, object>> kept = change.Kind == RowChangeKind.Merge && before is not null ? before.Columns : [];
        foreach ((string column, object value) in kept.Concat(change.Row.Columns))
        {
            // Only the moment is stored, not its offset.
            after.Columns[column] = value is DateTimeOffset time ? time.ToUniversalTime() : value;
        }

        return after;
    }

    /// <summary>A copy, so that what a reader does to it changes nothing here.</summary>
    public static Row Copy(Row row, IReadOnlyList<string>? columns)
    {
        IEnumerable<KeyValuePair<string, object>> wanted = columns is null
            ? row.Columns
            : columns.Distinct().Where(row.Columns.ContainsKey).Select(column => KeyValuePair.Create(column, row.Columns[column]));
        return row with { Columns = new Dictionary<string, object>(wanted, StringComparer.Ordinal) };
    }
}
