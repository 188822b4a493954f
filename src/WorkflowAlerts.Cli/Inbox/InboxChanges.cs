namespace WorkflowAlerts.Cli.Inbox;

/// <summary>What changed in an inbox.</summary>
/// <param name="Messages">New and changed messages, the oldest change first.</param>
/// <param name="State">How the pipeline stands, where that changed.</param>
/// <param name="Version">The number of the newest change.</param>
/// <param name="Dropped">How many messages are no longer kept.</param>
/// <param name="Next">Ends with the next change.</param>
internal sealed record InboxChanges(IReadOnlyList<InboxMessage> Messages, InboxState? State, long Version, int Dropped, Task Next);
