namespace WorkflowAlerts.Queueing;

/// <summary>What every version of a queue message begins with.</summary>
internal sealed record MessageHeading(string? Name, int Version);
