namespace WorkflowAlerts.Recording;

/// <summary>What the ledger knows of one alert at one destination.</summary>
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

    /// <summary>Told by another message: a digest, the card of the failure it follows from, or the one that came after it. The detail names its run or digest.</summary>
    Folded,

    /// <summary>Held back in the hope that a rerun works; it waits on the queue.</summary>
    Held,

    /// <summary>Kept because it was quiet or muted; a summary tells of it when that is over.</summary>
    Kept,
}
