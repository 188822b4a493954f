using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace WorkflowAlerts.Storage;

/// <summary>
/// Reads columns that must be there (Need), or that may be missing but must be of their kind (May), and says which one is wrong.
/// </summary>
internal static class RowReading
{
    public static string NeedText(this Row row, string column) => row.MayText(column) ?? throw Missing(column, "text");

    public static string? MayText(this Row row, string column) => row.Text(column) ?? Nothing<string>(row, column, "text");

    public static DateTimeOffset NeedTime(this Row row, string column) => row.MayTime(column) ?? throw Missing(column, "time");

    public static DateTimeOffset? MayTime(this Row row, string column) => row.Time(column) ?? NoValue<DateTimeOffset>(row, column, "time");

    public static int NeedNumber(this Row row, string column) =>
        row.Number(column) ?? NoValue<int>(row, column, "number") ?? throw Missing(column, "number");

    public static bool NeedFlag(this Row row, string column) => row.MayFlag(column) ?? throw Missing(column, "yes or no");

    public static bool? MayFlag(this Row row, string column) => row.Flag(column) ?? NoValue<bool>(row, column, "yes or no");

    public static byte[] NeedBytes(this Row row, string column) =>
        row.Bytes(column) ?? Nothing<byte[]>(row, column, "bytes") ?? throw Missing(column, "bytes");

    /// <summary>One of the names of an enumeration.</summary>
    public static T NeedName<T>(this Row row, string column)
        where T : struct, Enum =>
        row.NeedText(column) is var name && Enum.TryParse(name, out T value) && Enum.GetName(value) == name
            ? value
            : throw new UnreadableRowException($"{column} has the name \"{name}\", which this version does not know.");

    /// <summary>What was written as JSON, in UTF-8.</summary>
    public static T NeedJson<T>(this Row row, string column, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(row.NeedBytes(column), type) ?? throw new UnreadableRowException($"{column} is null.");
        }
        catch (JsonException e)
        {
            throw new UnreadableRowException($"{column} is not the JSON that this version writes: {e.Message}");
        }
    }

    /// <summary>Throws unless a row has the key under which its readers look for what it holds.</summary>
    public static void MustHaveKey(this Row row, string partition, string key)
    {
        if (row.Partition != partition || row.Key != key)
        {
            throw new UnreadableRowException("Its key is not that of what it holds.");
        }
    }

    private static T? Nothing<T>(Row row, string column, string kind)
        where T : class => row.Columns.ContainsKey(column) ? throw OfAnotherKind(column, kind) : null;

    private static T? NoValue<T>(Row row, string column, string kind)
        where T : struct => row.Columns.ContainsKey(column) ? throw OfAnotherKind(column, kind) : null;

    private static UnreadableRowException Missing(string column, string kind) => new($"The column {column} ({kind}) is missing.");

    private static UnreadableRowException OfAnotherKind(string column, string kind) =>
        new($"The column {column} is not of its kind ({kind}).");
}
