namespace WorkflowAlerts.Telling;

/// <summary>A person or group that a message calls. It comes from the configuration, never from anybody else's text.</summary>
/// <param name="Chat">The kind of chat in which it is known.</param>
/// <param name="Id">Its id there.</param>
/// <param name="Name">Its name, where the chat shows the one it is given.</param>
public sealed record Mention(string Chat, string Id, string Name = "");
