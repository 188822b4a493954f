using WorkflowAlerts.Recording;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A row of the ledger.</summary>
internal sealed record LedgerLine(string Tenant, string RunId, string Outcome, DateTimeOffset EndedAt, bool Muted,
    IReadOnlyDictionary<string, LedgerNote> Notes);

/// <summary>What the ledger says of one destination.</summary>
/// <param name="State">In its own words: Delivered, Folded, Held, …</param>
/// <param name="At">When.</param>
/// <param name="Detail">An answer, a reason, or the message that tells of it.</param>
internal sealed record LedgerNote(string State, DateTimeOffset At, string Detail);
