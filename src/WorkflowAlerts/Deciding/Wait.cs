namespace WorkflowAlerts.Deciding;

/// <summary>That a message is not told yet.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Until">Until when, as far as it is known now.</param>
/// <param name="Cause">The mute's reason in somebody's words; empty for anything else.</param>
public sealed record Wait(WaitReason Reason, DateTimeOffset Until, string Cause = "")
{
    /// <summary>Whether it is kept in silence, and told in a summary.</summary>
    public bool IsSilence => Reason != WaitReason.Hold;
}
