using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts;

/// <summary>One send the pipeline made.</summary>
/// <param name="Alert">What was told.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Entry">How it went, as the ledger has it.</param>
public sealed record Sent(Alert Alert, string Destination, DeliveryEntry Entry);
