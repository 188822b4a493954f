namespace WorkflowAlerts.Polling;

/// <summary>The queue from which all instances take polls, where one timer is not enough.</summary>
public interface IPollOrders
{
    /// <summary>Sends a message body. After <paramref name="life"/> it is gone by itself.</summary>
    Task Send(string body, TimeSpan life, CancellationToken cancellationToken);
}
