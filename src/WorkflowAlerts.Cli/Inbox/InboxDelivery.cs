using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Inbox;

/// <summary>How a message's delivery went, as the ledger has it.</summary>
/// <param name="State">Delivered, refused or given up.</param>
/// <param name="Attempts">How many sends were begun.</param>
/// <param name="Answer">The destination's answer, without any secret.</param>
/// <param name="FirstAt">When the first send was begun.</param>
/// <param name="PossibleRepeat">Whether an earlier send may have arrived, which the message then says.</param>
internal sealed record InboxDelivery(DeliveryState State, int Attempts, string Answer, DateTimeOffset FirstAt, bool PossibleRepeat);
