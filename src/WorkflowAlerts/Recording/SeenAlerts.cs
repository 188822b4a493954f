using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>The alerts of a window that are on the queue or behind it. Safe for several threads.</summary>
public sealed class SeenAlerts
{
    private readonly HashSet<LedgerKey> _keys = [];
    private readonly Lock _lock = new();

    /// <summary>Notes an alert. Returns whether it is new.</summary>
    public bool Add(AlertKey key) => Add(LedgerKey.Of(key));

    internal bool Add(LedgerKey key)
    {
        lock (_lock)
        {
            return _keys.Add(key);
        }
    }
}
