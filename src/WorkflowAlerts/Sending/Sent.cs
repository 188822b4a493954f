using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Sending;

/// <summary>One send the product made.</summary>
/// <param name="Message">What was told.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Entry">How it went, as the ledger has it.</param>
/// <param name="Body">The request body: UTF-8 JSON, without any secret.</param>
public sealed record Sent(Message Message, string Destination, DeliveryEntry Entry, ReadOnlyMemory<byte> Body);
