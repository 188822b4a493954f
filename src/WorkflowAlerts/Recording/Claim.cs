namespace WorkflowAlerts.Recording;

/// <summary>The ledger's answer to "may I send this message to this destination now?"</summary>
/// <param name="Status">Whether to send.</param>
/// <param name="Entry">What the ledger holds for the destination after the claim.</param>
public sealed record Claim(ClaimStatus Status, DeliveryEntry Entry)
{
    /// <summary>The row's version after a claim that was granted.</summary>
    internal string Version { get; init; } = "";
}
