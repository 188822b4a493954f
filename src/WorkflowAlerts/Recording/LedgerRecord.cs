using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>One row of the ledger, as people look at it. Texts of Amperity are bounded to 300 characters and have no control characters.</summary>
public sealed record LedgerRecord
{
    public required string Tenant { get; init; }

    public required string RunId { get; init; }

    public required Outcome Outcome { get; init; }

    public Attribution Attribution { get; init; }

    public string WorkflowType { get; init; } = "";

    public string WorkflowName { get; init; } = "";

    public DateTimeOffset EndedAt { get; init; }

    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>Whether a route told nobody, on purpose.</summary>
    public bool Muted { get; init; }

    /// <summary>How it stands, by destination.</summary>
    public required IReadOnlyDictionary<string, DeliveryEntry> Entries { get; init; }

    /// <summary>Whether somebody still has to be told.</summary>
    public bool IsUndelivered => !Muted && (Entries.Count == 0 || Entries.Values.Any(entry => !entry.IsFinal && !entry.WaitsOnPurpose));
}
