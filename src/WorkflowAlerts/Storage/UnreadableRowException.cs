namespace WorkflowAlerts.Storage;

/// <summary>A row is not as its readers need it; the message says what is wrong with it.</summary>
public sealed class UnreadableRowException(string message) : Exception(message);
