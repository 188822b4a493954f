namespace WorkflowAlerts.Cli.Operating;

/// <summary>An alert that somebody still has to be told of.</summary>
internal sealed record UndeliveredAlert(string Tenant, string RunId, DateTimeOffset EndedAt);
