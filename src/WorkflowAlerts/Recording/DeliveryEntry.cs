using System.Text.Json.Serialization;
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

    /// <summary>The message that tells of it, where it is told by another.</summary>
    public Teller? Teller { get; init; }

    /// <summary>How many sends may have arrived without our hearing of it.</summary>
    public int PossibleCopies { get; init; }

    /// <summary>Whether nothing more is to be done here.</summary>
    [JsonIgnore]
    public bool IsFinal => State is DeliveryState.Delivered or DeliveryState.Refused or DeliveryState.GaveUp or DeliveryState.Folded or DeliveryState.NotTold;

    /// <summary>Whether it waits on purpose: for a rerun, or for the end of a silence.</summary>
    [JsonIgnore]
    public bool WaitsOnPurpose => State is DeliveryState.Held or DeliveryState.Kept;

    /// <summary>What is noted of a message that another tells of.</summary>
    public static DeliveryEntry By(Teller teller, DateTimeOffset now) => new(DeliveryState.Folded, now, 0, teller.Id, now) { Teller = teller };

    /// <summary>What is noted of a message that is not sent, or not yet.</summary>
    public static DeliveryEntry Of(DeliveryState state, string why, DateTimeOffset now) => new(state, now, 0, why, now);

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
        PossibleCopies = PossibleCopies + (result is DeliveryResult.RetryLater { MayHaveArrived: true } ? 1 : 0),
    };
}
