using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>How a run stands at one destination.</summary>
/// <param name="Destination">Its name.</param>
/// <param name="State">What happened last.</param>
/// <param name="At">When.</param>
/// <param name="Attempts">How many sends were begun.</param>
/// <param name="Answer">The destination's answer, or the reason.</param>
/// <param name="MayHaveArrivedBefore">Whether an earlier send may have arrived without our hearing of it; then the message was labelled as a possible repeat.</param>
internal sealed record HistoryDelivery(string Destination, string State, DateTimeOffset At, int Attempts, string Answer, bool MayHaveArrivedBefore)
{
    public static HistoryDelivery Of(string destination, DeliveryEntry entry) =>
        new(destination, StateWords.Of(entry.State), entry.At, entry.Attempts, Printable.Of(entry.Detail), entry.MayHaveArrived);
}
