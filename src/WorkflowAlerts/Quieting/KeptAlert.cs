using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Quieting;

/// <summary>An alert that is told when a silence is over.</summary>
/// <param name="Alert">The alert.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Until">When the silence is over.</param>
/// <param name="Reason">Whether quiet hours or a mute.</param>
/// <param name="Cause">The mute's reason; empty for quiet hours.</param>
/// <param name="MuteId">The mute; null for quiet hours.</param>
public sealed record KeptAlert(Alert Alert, string Destination, DateTimeOffset Until, DigestReason Reason, string Cause, string? MuteId);
