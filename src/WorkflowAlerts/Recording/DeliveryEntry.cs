using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Recording;

/// <summary>One destination's column in a ledger row.</summary>
/// <param name="State">What happened last.</param>
/// <param name="At">When it happened.</param>
/// <param name="Attempts">How many sends were begun.</param>
/// <param name="Detail">The destination's answer or the reason, without any secret; at most 300 characters.</param>
/// <param name="FirstAt">When the first send was begun.</param>
/// <param name="MayHaveArrived">Whether an earlier send may have arrived without our hearing of it (time-out, broken connection, crash).</param>
public sealed record DeliveryEntry(
    DeliveryState State, DateTimeOffset At, int Attempts, string Detail, DateTimeOffset FirstAt, bool MayHaveArrived = false)
{
    /// <summary>What a claim recognises itself by when it reads the row again; null once the send was answered.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>Whether nothing more is to be done here.</summary>
    public bool IsFinal => State is DeliveryState.Delivered or DeliveryState.Refused or DeliveryState.GaveUp or DeliveryState.Folded or DeliveryState.Kept;

    /// <summary>What is known after the claimed send was answered.</summary>
    internal DeliveryEntry After(DeliveryResult result, DateTimeOffset now) => this with
    {
        At = now,
        ClaimedBy = null,
        Detail = result.Detail,
        State = result switch
        {
            DeliveryResult.Accepted => DeliveryState.Delivered,
            DeliveryResult.Refused => DeliveryState.Refused,
            _ => DeliveryState.Waiting,
        },
        MayHaveArrived = MayHaveArrived || result is DeliveryResult.RetryLater { MayHaveArrived: true },
    };
}
