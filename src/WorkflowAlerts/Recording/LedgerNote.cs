using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>What the ledger is told of a message that was decided on.</summary>
/// <param name="Message">The message.</param>
/// <param name="Entries">How it stands at destinations where it is not sent by itself, or not yet.</param>
/// <param name="Muted">Whether a route told nobody, on purpose.</param>
internal sealed record LedgerNote(Message Message, IReadOnlyDictionary<string, DeliveryEntry> Entries, bool Muted = false);
