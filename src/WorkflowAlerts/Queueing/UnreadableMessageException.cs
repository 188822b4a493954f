namespace WorkflowAlerts.Queueing;

/// <summary>A queue message that this program cannot read. The message says why and carries nothing of the body.</summary>
public sealed class UnreadableMessageException(string message) : Exception(message);
