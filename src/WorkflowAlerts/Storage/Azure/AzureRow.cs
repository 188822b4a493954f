using Azure.Data.Tables;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>A row in the form that the library has for it.</summary>
internal static class AzureRow
{
    public const string Partition = "PartitionKey";
    public const string Key = "RowKey";

    private static readonly HashSet<string> s_system = [Partition, Key, "Timestamp", "odata.etag"];

    public static TableEntity Write(Row row)
    {
        TableEntity written = new(row.Partition, row.Key);
        foreach ((string column, object value) in row.Columns)
        {
            written[column] = value;
        }

        return written;
    }

    public static Row Read(TableEntity found)
    {
        Row row = new(found.PartitionKey, found.RowKey) { Version = found.ETag.ToString() };
        foreach ((string column, object? value) in found)
        {
            if (value is not null && !s_system.Contains(column))
            {
                row.Columns[column] = value;
            }
        }

        return row;
    }
}
