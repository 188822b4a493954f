namespace WorkflowAlerts.Recording;

/// <summary>The ledger's answer to "may I send this alert to this destination now?"</summary>
/// <param name="Status">Whether to send.</param>
/// <param name="Entry">What the ledger holds for the destination after the claim.</param>
public sealed record Claim(ClaimStatus Status, DeliveryEntry Entry);
