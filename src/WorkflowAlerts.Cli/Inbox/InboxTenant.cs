namespace WorkflowAlerts.Cli.Inbox;

/// <summary>How far a tenant is read.</summary>
/// <param name="Name">Its id.</param>
/// <param name="ReadTo">The checkpoint: everything that ended before is on the queue or behind it; null before the first poll.</param>
/// <param name="LagSeconds">How long ago that was.</param>
internal sealed record InboxTenant(string Name, DateTimeOffset? ReadTo, double? LagSeconds);
