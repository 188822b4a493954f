namespace WorkflowAlerts.Storage;

/// <summary>
/// A row of a table. Columns hold text (at most 32,000 UTF-16 characters), times, whole numbers, yes or no, or bytes (at most 64 KiB).
/// What is asked for and is not
/// there, or is of another kind, is null: a row that another version or a person wrote must not stop its readers.
/// </summary>
/// <param name="Partition">The partition's key.</param>
/// <param name="Key">The row's key in it.</param>
public sealed record Row(string Partition, string Key)
{
    /// <summary>What the row has been given, by name.</summary>
    public Dictionary<string, object> Columns { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What a write in between is noticed by; empty for a row that was not read.</summary>
    public string Version { get; init; } = "";

    /// <summary>Sets a column; null leaves it out.</summary>
    public object? this[string column]
    {
        set
        {
            if (value is not null)
            {
                Columns[column] = value;
            }
        }
    }

    public string? Text(string column) => Columns.GetValueOrDefault(column) as string;

    public DateTimeOffset? Time(string column) => Columns.GetValueOrDefault(column) switch
    {
        DateTimeOffset time => time,
        DateTime time => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)),
        _ => null,
    };

    public int? Number(string column) => Columns.GetValueOrDefault(column) as int?;

    public bool? Flag(string column) => Columns.GetValueOrDefault(column) as bool?;

    public byte[]? Bytes(string column) => Columns.GetValueOrDefault(column) switch
    {
        byte[] bytes => bytes,
        BinaryData data => data.ToArray(),
        _ => null,
    };
}
