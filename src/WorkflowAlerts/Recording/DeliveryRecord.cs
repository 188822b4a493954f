using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>How one send went, for the ledger.</summary>
/// <param name="Key">What was sent.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Entry">How it went.</param>
public sealed record DeliveryRecord(AlertKey Key, string Destination, DeliveryEntry Entry);
