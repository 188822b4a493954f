using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>What the ledger in memory knows of one alert.</summary>
internal sealed class LedgerMemoryRow(AlertKey key)
{
    public AlertKey Key => key;

    /// <summary>What it is about; null until it was seen or claimed.</summary>
    public Alert? Alert { get; set; }

    public DateTimeOffset? SeenAt { get; set; }

    public bool Muted { get; set; }

    /// <summary>How it stands, by destination in lower case.</summary>
    public Dictionary<string, DeliveryEntry> Entries { get; } = new(StringComparer.OrdinalIgnoreCase);

    public LedgerRecord Record() => new()
    {
        Tenant = key.Tenant,
        RunId = key.RunId,
        Outcome = key.Outcome,
        Attribution = Alert?.Attribution ?? Attribution.None,
        WorkflowType = Alert?.WorkflowType ?? "",
        WorkflowName = Alert?.WorkflowName ?? "",
        EndedAt = key.At,
        SeenAt = SeenAt,
        Muted = Muted,
        Entries = new Dictionary<string, DeliveryEntry>(Entries, StringComparer.OrdinalIgnoreCase),
    };
}
