namespace WorkflowAlerts.Storage;

/// <summary>A message as it was taken from a queue.</summary>
/// <param name="Body">The body; of one that is not Base64, its text as it is.</param>
/// <param name="Receipt">What hides and deletes it; empty for one that was only looked at.</param>
/// <param name="Dequeues">How often it was received, this time included.</param>
/// <param name="IsEncoded">Whether it was Base64, as everything that this program and the Functions host send; only then they can read
/// it.</param>
public sealed record QueuedMessage(string Body, QueueReceipt Receipt, int Dequeues, bool IsEncoded);
