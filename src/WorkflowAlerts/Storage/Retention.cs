namespace WorkflowAlerts.Storage;

/// <summary>What is kept.</summary>
/// <param name="Since">What is older has had its time.</param>
/// <param name="Tenants">The tenants of the configuration: what is known of others is kept no longer than that, whatever it is.</param>
public sealed record Retention(DateTimeOffset Since, IReadOnlySet<string> Tenants);
