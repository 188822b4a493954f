namespace WorkflowAlerts.Cli.Inbox;

/// <summary>A sentence for whoever looks at the page.</summary>
internal sealed record InboxSaid(string Said);
