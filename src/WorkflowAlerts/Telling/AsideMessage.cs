namespace WorkflowAlerts.Telling;

/// <summary>A run whose message was put aside, or a message that cannot be read.</summary>
/// <param name="Id">The run's id, or the beginning of the message's.</param>
/// <param name="Tenant">The run's tenant; null for a message that cannot be read.</param>
/// <param name="Reason">Why.</param>
public sealed record AsideMessage(string Id, string? Tenant, string Reason);
