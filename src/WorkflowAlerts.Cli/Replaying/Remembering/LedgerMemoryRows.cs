using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>The rows of the ledger in memory: by alert, and by tenant and hour, so that a poll looks through the few of its window only.</summary>
internal sealed class LedgerMemoryRows
{
    private readonly Dictionary<LedgerKey, LedgerMemoryRow> _rows = [];
    private readonly Dictionary<string, SortedDictionary<long, List<LedgerMemoryRow>>> _hours = new(StringComparer.Ordinal);

    public IReadOnlyCollection<LedgerMemoryRow> All => _rows.Values;

    public LedgerMemoryRow? Find(AlertKey key) => _rows.GetValueOrDefault(LedgerKey.Of(key));

    /// <summary>The row of an alert, a new one where there is none.</summary>
    public LedgerMemoryRow Get(AlertKey key)
    {
        if (Find(key) is { } known)
        {
            return known;
        }

        LedgerMemoryRow row = _rows[LedgerKey.Of(key)] = new LedgerMemoryRow(key);
        SortedDictionary<long, List<LedgerMemoryRow>> hours = _hours.TryGetValue(key.Tenant, out SortedDictionary<long, List<LedgerMemoryRow>>? ofTenant) ? ofTenant : _hours[key.Tenant] = [];
        (hours.TryGetValue(Hour(key.At), out List<LedgerMemoryRow>? rows) ? rows : hours[Hour(key.At)] = []).Add(row);
        return row;
    }

    /// <summary>The rows of a tenant whose runs ended in [from, to).</summary>
    public IEnumerable<LedgerMemoryRow> Between(string tenant, DateTimeOffset from, DateTimeOffset to)
    {
        if (!_hours.TryGetValue(tenant, out SortedDictionary<long, List<LedgerMemoryRow>>? hours))
        {
            return [];
        }

        IEnumerable<List<LedgerMemoryRow>> rows = Hour(to) - Hour(from) < hours.Count
            ? Enumerable.Range(0, (int)(Hour(to) - Hour(from)) + 1).Select(i => hours.GetValueOrDefault(Hour(from) + i) ?? [])
            : hours.Values;
        return rows.SelectMany(hour => hour).Where(row => row.Key.At >= from && row.Key.At < to);
    }

    /// <summary>Removes the days before one. Returns how many rows went.</summary>
    public int RemoveBefore(DateTimeOffset day)
    {
        LedgerMemoryRow[] old = [.. _rows.Values.Where(row => row.Key.At < day)];
        foreach (LedgerMemoryRow row in old)
        {
            _rows.Remove(LedgerKey.Of(row.Key));
            _hours[row.Key.Tenant].Remove(Hour(row.Key.At));
        }

        return old.Length;
    }

    private static long Hour(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerHour;
}
