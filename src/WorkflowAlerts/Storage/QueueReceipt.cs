namespace WorkflowAlerts.Storage;

/// <summary>What a message that was sent or received is hidden and deleted by, until somebody else receives it.</summary>
public sealed record QueueReceipt(string Id, string Receipt);
