using Azure.Data.Tables;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>A range as the filter that the table service knows. It lets some rows more through than the range has.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/querying-tables-and-entities</remarks>
internal static class RangeFilter
{
    // A filter has at most 15 comparisons. Of more keys the first and the last bound what is read, and the rest is left out here.
    private const int MostKeys = 6;

    // The earliest time that a column holds.
    private static readonly DateTimeOffset s_earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The filter; null: everything.</summary>
    public static string? Of(RowRange range)
    {
        string[] parts = [.. Keys(range), .. range.Times.SelectMany(Times)];
        return parts.Length == 0 ? null : string.Join(" and ", parts);
    }

    private static IEnumerable<string> Keys(RowRange range)
    {
        (string? from, string? to) = (range.FromPartition, range.ToPartition);
        if (from is not null && from == to)
        {
            yield return TableClient.CreateQueryFilter($"PartitionKey eq {from}");
        }
        else
        {
            if (from is not null)
            {
                yield return TableClient.CreateQueryFilter($"PartitionKey ge {from}");
            }

            if (to is not null)
            {
                yield return TableClient.CreateQueryFilter($"PartitionKey le {to}");
            }
        }

        if (range.FromKey is { } fromKey)
        {
            yield return TableClient.CreateQueryFilter($"RowKey ge {fromKey}");
        }

        if (range.ToKey is { } toKey)
        {
            yield return TableClient.CreateQueryFilter($"RowKey le {toKey}");
        }

        if (range.Keys is { } keys)
        {
            yield return OneOf([.. keys.Order(StringComparer.Ordinal)]);
        }
    }

    private static string OneOf(string[] keys) => keys.Length switch
    {
        // No key is both.
        0 => "RowKey lt '' and RowKey gt ''",
        <= MostKeys => $"({string.Join(" or ", keys.Select(key => TableClient.CreateQueryFilter($"RowKey eq {key}")))})",
        _ => TableClient.CreateQueryFilter($"RowKey ge {keys[0]} and RowKey le {keys[^1]}"),
    };

    private static IEnumerable<string> Times((string Column, DateTimeOffset? From, DateTimeOffset? To) time)
    {
        // Azurite compares whole milliseconds only.
        yield return $"{time.Column} ge {Value(Whole(time.From ?? s_earliest))}";
        if (time.To is { } to)
        {
            yield return $"{time.Column} lt {Value(Whole(to).AddMilliseconds(1))}";
        }
    }

    private static DateTimeOffset Whole(DateTimeOffset time) => time.AddTicks(-(time.UtcTicks % TimeSpan.TicksPerMillisecond));

    private static string Value(DateTimeOffset time) => TableClient.CreateQueryFilter($"{time}");
}
