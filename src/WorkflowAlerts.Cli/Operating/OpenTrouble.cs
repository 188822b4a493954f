namespace WorkflowAlerts.Cli.Operating;

/// <summary>Something that is wrong with the product or what it depends on.</summary>
internal sealed record OpenTrouble(string Kind, string Subject, DateTimeOffset Since, string Reason, int Count);
