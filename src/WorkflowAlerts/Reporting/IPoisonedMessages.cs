namespace WorkflowAlerts.Reporting;

/// <summary>Keeps queue messages that could not be handled, for somebody to look at and to send again.</summary>
public interface IPoisonedMessages
{
    /// <summary>Notes why a message failed, in case it is poisoned later: the queue itself keeps no reason. Forgotten with the ledger's days if it never is.</summary>
    Task NoteReason(string body, string reason, CancellationToken cancellationToken);

    /// <summary>Keeps a message with the reason that was noted. Keeping it again changes nothing.</summary>
    Task Keep(string body, CancellationToken cancellationToken);

    /// <summary>All kept messages, the oldest first.</summary>
    Task<IReadOnlyList<PoisonedMessage>> All(CancellationToken cancellationToken);

    /// <summary>Notes how far a message's announcement has come.</summary>
    Task Note(PoisonedMessage message, CancellationToken cancellationToken);

    /// <summary>Forgets a message.</summary>
    Task Remove(string id, CancellationToken cancellationToken);

    /// <summary>How many messages are kept.</summary>
    Task<int> Count(CancellationToken cancellationToken);
}
