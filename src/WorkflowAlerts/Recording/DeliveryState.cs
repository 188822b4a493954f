using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.Recording;

/// <summary>What the ledger knows of one message at one destination.</summary>
public enum DeliveryState
{
    /// <summary>Nothing yet.</summary>
    Open,

    /// <summary>A send is under way, or its process ended before it could say how it went.</summary>
    Sending,

    /// <summary>The destination said to come back later, or could not be reached.</summary>
    Waiting,

    /// <summary>The destination accepted the message.</summary>
    Delivered,

    /// <summary>The destination refused the message for good.</summary>
    Refused,

    /// <summary>The destination stayed out of reach until the time to give up.</summary>
    GaveUp,

    /// <summary>Told by another message: a digest, the card of the failure it follows from, or the one that came after it. The entry names it.</summary>
    Folded,

    /// <summary>Held back in the hope that a rerun works.</summary>
    Held,

    /// <summary>Kept because it was quiet or muted; a summary tells of it when that is over.</summary>
    Kept,

    /// <summary>Not told, because it only tells the end of what the destination was never told.</summary>
    NotTold,
}
