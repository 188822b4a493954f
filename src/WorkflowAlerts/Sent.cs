using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts;

/// <summary>One send the product made.</summary>
/// <param name="Alert">What was told.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Entry">How it went, as the ledger has it.</param>
/// <param name="Body">The request body: UTF-8 JSON, without any secret.</param>
public sealed record Sent(Alert Alert, string Destination, DeliveryEntry Entry, ReadOnlyMemory<byte> Body);
