using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>The messages of a window that are on the queue or behind it.</summary>
public sealed class SeenMessages
{
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>Notes a message. Returns whether it is new.</summary>
    public bool Add(MessageKey key) => _keys.Add(LedgerKey.RowOf(key));

    /// <summary>Notes a row of the ledger; one of version 0.1 has no end in its key.</summary>
    internal void Add(string row, DateTimeOffset endedAt) => _keys.Add(LedgerKey.HasEnd(row) ? row : LedgerKey.WithEnd(row, endedAt));
}
