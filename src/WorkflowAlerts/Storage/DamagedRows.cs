using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Storage;

/// <summary>
/// The one place for rows that cannot be read, because another version or a person wrote them: their readers skip them and note them here, and everything else goes
/// on.
/// </summary>
public sealed partial class DamagedRows(ILogger<DamagedRows> logger)
{
    /// <summary>The most rows that are remembered, which is also the most that is told at once.</summary>
    public const int Most = 20;

    private readonly Dictionary<(string Place, string Version), DamagedRow> _noted = [];
    private readonly Lock _lock = new();

    /// <summary>What was noted and not taken back since, in order.</summary>
    public IReadOnlyList<DamagedRow> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _noted.Values.DistinctBy(row => row.Place).OrderBy(row => row.Place, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>Reads a row. Where that fails the row is noted, and there is nothing of it.</summary>
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
            if (_noted.Count == Most || !_noted.TryAdd((damaged.Place, row.Version), damaged))
            {
                return;
            }
        }

        Log.Damaged(logger, damaged.Place, why);
    }

    /// <summary>Takes back what was noted of a row, because it is gone or good again.</summary>
    public void Forget(string place)
    {
        lock (_lock)
        {
            foreach ((string, string) noted in _noted.Keys.Where(key => key.Place == place).ToArray())
            {
                _noted.Remove(noted);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A row in storage cannot be read and is skipped: {Place}. {Why} \"workflow-alerts damaged\" lists and removes such rows.")]
        public static partial void Damaged(ILogger logger, string place, string why);
    }
}
