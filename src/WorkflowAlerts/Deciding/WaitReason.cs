namespace WorkflowAlerts.Deciding;

/// <summary>Why a message is not told yet.</summary>
public enum WaitReason
{
    /// <summary>A route's quiet hours are on.</summary>
    QuietHours,

    /// <summary>Somebody asked for silence for a while.</summary>
    Mute,

    /// <summary>A route waits for a rerun.</summary>
    Hold,
}
