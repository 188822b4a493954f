using System.Globalization;
using System.Runtime.CompilerServices;

namespace WorkflowAlerts.Storage.Memory;

/// <summary>A table in memory. Readers keep what they read, whatever is written meanwhile.</summary>
internal sealed class MemoryTable : ITable
{
    // Behind every key: no text has this character.
    private const string Last = "\uffff";

    private static readonly Comparer<Row> s_order = Comparer<Row>.Create((a, b) =>
        string.CompareOrdinal(a.Partition, b.Partition) is var partition and not 0 ? partition : string.CompareOrdinal(a.Key, b.Key));

    private readonly Dictionary<(string, string), Row> _rows = [];
    private readonly SortedSet<Row> _inOrder = new(s_order);
    private readonly Lock _lock = new();
    private long _version;

    public Task<Row?> Find(string partition, string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_rows.TryGetValue((partition, key), out Row? row) ? MemoryRow.Copy(row, columns: null) : null);
        }
    }

    public async IAsyncEnumerable<Row> Range(RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (Row row in Read(range))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return row;
        }

        await Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>?> Write(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        RowChange.Check(changes);
        lock (_lock)
        {
            return Task.FromResult(changes.All(IsAsItSays) ? [.. changes.Select(Apply)] : (IReadOnlyList<string>?)null);
        }
    }

    private Row[] Read(RowRange range)
    {
        lock (_lock)
        {
            return [.. Between(range).Where(range.Includes).Select(row => MemoryRow.Copy(row, range.Columns))];
        }
    }

    private IEnumerable<Row> Between(RowRange range)
    {
        (string from, string to) = (range.FromPartition ?? "", range.ToPartition ?? Last);
        if (from == to && range.Keys is { } keys)
        {
            return keys.Distinct().Order(StringComparer.Ordinal).Select(key => _rows.GetValueOrDefault((from, key))).OfType<Row>();
        }

        Row first = new(from, range.FromKey ?? "");
        Row last = new(to, range.ToKey ?? Last);
        return s_order.Compare(first, last) <= 0 ? _inOrder.GetViewBetween(first, last) : [];
    }

    private bool IsAsItSays(RowChange change)
    {
        bool isThere = _rows.TryGetValue((change.Row.Partition, change.Row.Key), out Row? row);
        return change.Kind == RowChangeKind.Add ? !isThere : change.Version is null || change.Version == row?.Version;
    }

    private string Apply(RowChange change)
    {
        (string, string) key = (change.Row.Partition, change.Row.Key);
        Row? before = _rows.GetValueOrDefault(key);
        if (before is not null)
        {
            _inOrder.Remove(before);
            _rows.Remove(key);
        }

        if (change.Kind == RowChangeKind.Delete)
        {
            return "";
        }

        Row after = MemoryRow.Written(change, before, (++_version).ToString(CultureInfo.InvariantCulture));
        _rows.Add(key, after);
        _inOrder.Add(after);
        return after.Version;
    }
}
