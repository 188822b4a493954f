namespace WorkflowAlerts.Cli.Operating;

/// <summary>How far a tenant has been read.</summary>
/// <param name="Tenant">Its id.</param>
/// <param name="Checkpoint">Everything that ended before is on the queue or behind it; null before the first poll.</param>
/// <param name="LagSeconds">How far that lies back.</param>
/// <param name="LastSuccess">When the last poll went well.</param>
internal sealed record TenantStatus(string Tenant, DateTimeOffset? Checkpoint, double? LagSeconds, DateTimeOffset? LastSuccess);
