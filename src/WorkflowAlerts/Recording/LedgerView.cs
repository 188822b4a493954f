using System.Collections.Concurrent;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>
/// What the ledger held of some alerts when it was asked, so that nothing is asked twice. It may be out of date: a claim that relies on it notices, by the
/// version, that somebody wrote in between. Safe for several threads.
/// </summary>
public sealed class LedgerView
{
    private static readonly Dictionary<string, DeliveryEntry> Nothing = [];

    private readonly ConcurrentDictionary<LedgerKey, Row> _rows = [];
    private readonly ConcurrentDictionary<LedgerKey, SemaphoreSlim> _writing = [];

    /// <summary>What stands at each destination, by name. Empty for an alert that is not known.</summary>
    public IReadOnlyDictionary<string, DeliveryEntry> Entries(AlertKey key) => _rows.GetValueOrDefault(LedgerKey.Of(key))?.Entries ?? Nothing;

    /// <summary>Takes in what a read or a write has brought.</summary>
    /// <param name="key">The alert.</param>
    /// <param name="entries">What stands at its destinations.</param>
    /// <param name="version">The row's version; null: there is no row.</param>
    public void Know(LedgerKey key, IReadOnlyDictionary<string, DeliveryEntry> entries, string? version) => _rows[key] = new Row(entries, version);

    /// <summary>Takes in that one destination's column of a row was written.</summary>
    internal void Wrote(LedgerKey key, Row row, string destination, DeliveryEntry entry, string version) =>
        Know(key, new Dictionary<string, DeliveryEntry>(row.Entries, StringComparer.OrdinalIgnoreCase) { [destination] = entry }, version);

    /// <summary>The row of an alert, or null where it has to be read first.</summary>
    internal Row? Find(LedgerKey key) => _rows.GetValueOrDefault(key);

    /// <summary>A row changed in a way that says nothing of its other columns: it has to be read before the next claim.</summary>
    internal void Forget(LedgerKey key) => _rows.TryRemove(key, out _);

    /// <summary>Waits until nobody else who has this view is writing a row: several destinations of one alert would else refuse each other's versions. Dispose it to let the next one in.</summary>
    internal async Task<IDisposable> Alone(LedgerKey key)
    {
        SemaphoreSlim writing = _writing.GetOrAdd(key, _ => new SemaphoreSlim(1, 1));
        await writing.WaitAsync();
        return new Writing(writing);
    }

    /// <summary>One row of the ledger.</summary>
    internal sealed record Row(IReadOnlyDictionary<string, DeliveryEntry> Entries, string? Version);

    private sealed class Writing(SemaphoreSlim writing) : IDisposable
    {
        public void Dispose() => writing.Release();
    }
}
