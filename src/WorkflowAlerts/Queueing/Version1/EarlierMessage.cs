namespace WorkflowAlerts.Queueing.Version1;

/// <summary>The body of a queue message of version 0.1.</summary>
internal sealed record EarlierMessage(IReadOnlyList<EarlierAlert> Alerts);
