using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Storage;

/// <summary>
/// The one place for rows that cannot be read, because another version or a person wrote them: their readers skip them and note them
/// here, and everything else goes
/// on.
/// </summary>
public sealed partial class DamagedRows(ILogger<DamagedRows> logger)
{
    /// <summary>The most rows that are remembered, which is also the most that is told at once.</summary>
    public const int Most = 20;

    private readonly Dictionary<(string Place, string Version), (DamagedRow Row, bool IsReported)> _noted = [];
    private readonly Lock _lock = new();

    /// <summary>What was noted and not taken back since, in order.</summary>
    public IReadOnlyList<DamagedRow> All
    {
        get
        {
            lock (_lock)
            {
                IEnumerable<DamagedRow> rows = _noted.Values.Select(noted => noted.Row).DistinctBy(row => row.Place);
                return [.. rows.OrderBy(row => row.Place, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>What of it nobody has reported yet.</summary>
    public IReadOnlyList<DamagedRow> Unreported
    {
        get
        {
            lock (_lock)
            {
                return [.. _noted.Values.Where(noted => !noted.IsReported).Select(noted => noted.Row).DistinctBy(row => row.Place)];
            }
        }
    }

    /// <summary>Reads a row. Where that fails the row is noted, and there is nothing of it.</summary>
    /// <param name="row">The row.</param>
    /// <param name="table">Its table.</param>
    /// <param name="read">Reads it; whatever it throws says that the row cannot be read.</param>
    public T? Read<T>(Row row, string table, Func<Row, T> read)
        where T : class
    {
        try
        {
            return read(row);
        }
        catch (Exception e)
        {
            Note(row, table, e.Message);
            return null;
        }
    }

    /// <summary>Notes a row.</summary>
    public void Note(Row row, string table, string why)
    {
        DamagedRow damaged = new(table, row.Partition, row.Key, why);
        lock (_lock)
        {
            if (_noted.Count == Most || !_noted.TryAdd((damaged.Place, row.Version), (damaged, false)))
            {
                return;
            }
        }

        Log.Damaged(logger, damaged.Place, why);
    }

    /// <summary>Says that a row was reported.</summary>
    public void Report(DamagedRow row)
    {
        lock (_lock)
        {
            foreach ((string, string) noted in Keys(row.Place))
            {
                _noted[noted] = (_noted[noted].Row, true);
            }
        }
    }

    /// <summary>Takes back what was noted of a row, because it is gone or good again.</summary>
    public void Forget(string place)
    {
        lock (_lock)
        {
            Array.ForEach(Keys(place), noted => _noted.Remove(noted));
        }
    }

    private (string Place, string Version)[] Keys(string place) => [.. _noted.Keys.Where(noted => noted.Place == place)];

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Error, "A row in storage cannot be read and is skipped: {Place}. {Why} \"workflow-alerts damaged list\" tells more.")]
        public static partial void Damaged(ILogger logger, string place, string why);
    }
}
