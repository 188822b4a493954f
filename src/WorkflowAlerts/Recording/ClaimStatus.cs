namespace WorkflowAlerts.Recording;

/// <summary>Whether a send may begin.</summary>
public enum ClaimStatus
{
    /// <summary>Send now, then record how it went. <see cref="DeliveryEntry.MayHaveArrived"/> says whether to label the message as a possible repeat.</summary>
    Granted,

    /// <summary>The destination has had its answer; do not send.</summary>
    AlreadyFinal,

    /// <summary>Another send of the same alert to the same destination is under way; ask again later.</summary>
    Busy,
}
