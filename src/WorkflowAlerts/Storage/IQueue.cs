namespace WorkflowAlerts.Storage;

/// <summary>A queue of text messages, at least once and in no order. Safe for several threads.</summary>
public interface IQueue
{
    /// <summary>The most messages that are received or looked at in one call.</summary>
    /// <remarks>https://learn.microsoft.com/rest/api/storageservices/get-messages</remarks>
    const int Most = 32;

    /// <summary>Sends a body of at most 48 KiB in UTF-8. It stays hidden for <paramref name="delay"/> (at most 7 days).</summary>
    /// <param name="body">The body.</param>
    /// <param name="delay">How long it stays hidden.</param>
    /// <param name="life">After this it is gone by itself; null: it never expires.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What deletes it again.</returns>
    Task<QueueReceipt> Send(string body, TimeSpan delay, TimeSpan? life, CancellationToken cancellationToken);

    /// <summary>Takes up to 32 messages and hides them for a time.</summary>
    Task<IReadOnlyList<QueuedMessage>> Receive(int most, TimeSpan hidden, CancellationToken cancellationToken);

    /// <summary>
    /// Hides a received message for a time from now on. Returns its new receipt, or null where somebody else has it by now.
    /// </summary>
    Task<QueueReceipt?> Hide(QueueReceipt receipt, TimeSpan time, CancellationToken cancellationToken);

    /// <summary>Deletes a message. Returns whether it was there: not if somebody else has it by now.</summary>
    Task<bool> Delete(QueueReceipt receipt, CancellationToken cancellationToken);

    /// <summary>Looks at up to 32 messages without taking them.</summary>
    Task<IReadOnlyList<QueuedMessage>> Peek(int most, CancellationToken cancellationToken);

    /// <summary>About how many messages there are, hidden ones included.</summary>
    Task<int> Count(CancellationToken cancellationToken);
}
