namespace WorkflowAlerts.Cli.Inbox;

/// <summary>What the page knows of an <see cref="InboxAction"/>.</summary>
internal sealed record InboxButton(string Name, string Group, string Label, string Help, bool Switch);
