using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

/// <summary>Stands where the queue of polls would be: a replay polls by itself, however many tenants there are.</summary>
internal sealed class NoPollOrders : IPollOrders
{
    public Task Send(string body, TimeSpan life, CancellationToken cancellationToken) => throw new NotSupportedException("A replay polls by itself.");
}
