namespace WorkflowAlerts.Reporting;

/// <summary>Keeps queue messages that could not be handled, for somebody to look at and to send again.</summary>
public interface IPoisonedMessages
{
    /// <summary>Keeps a message body. Keeping it again changes nothing.</summary>
    /// <param name="id">What tells it from others.</param>
    /// <param name="body">The body as it was on the queue.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task Keep(string id, string body, CancellationToken cancellationToken);

    /// <summary>How many messages are kept.</summary>
    Task<int> Count(CancellationToken cancellationToken);
}
