namespace WorkflowAlerts.Queueing;

/// <summary>The queue between the poll and the delivery.</summary>
public interface IAlertQueue
{
    /// <summary>Sends one message body. It never expires. It stays hidden for <paramref name="delay"/> (at most 7 days).</summary>
    Task Send(string body, TimeSpan delay, CancellationToken cancellationToken);

    /// <summary>Puts a message body on the poison queue, where it waits, without expiring, for somebody to look at it.</summary>
    Task SendToPoison(string body, CancellationToken cancellationToken);

    /// <summary>About how many messages wait on the alert queue and on the poison queue, hidden ones included.</summary>
    Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken);
}
