using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>The ledger's rows of some messages when it was asked, so that a claim need not read them again. It may be out of date: the claim notices by the version.</summary>
internal sealed class LedgerView
{
    private static readonly Dictionary<string, DeliveryEntry> s_nothing = [];

    private readonly Dictionary<LedgerKey, Row> _rows;

    public LedgerView(IEnumerable<Row> rows) => _rows = rows.ToDictionary(row => new LedgerKey(row.Partition, row.Key));

    /// <summary>What stands at each destination, by name. Empty for a message that was not known.</summary>
    public IReadOnlyDictionary<string, DeliveryEntry> Entries(MessageKey key) => Find(key) is { } row ? LedgerRow.Entries(row) : s_nothing;

    public bool Knows(MessageKey key) => Find(key) is not null;

    internal Row? Find(MessageKey key) => _rows.GetValueOrDefault(LedgerKey.Of(key));
}
