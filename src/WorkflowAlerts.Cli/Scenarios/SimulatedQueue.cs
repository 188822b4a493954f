using WorkflowAlerts.Queueing;

namespace WorkflowAlerts.Cli.Scenarios;

/// <summary>The alert queue on a simulated clock: Azurite's own clock cannot be set, and a message may be hidden for hours.</summary>
internal sealed class SimulatedQueue(TimeProvider time) : IAlertQueue
{
    private readonly List<(DateTimeOffset VisibleAt, string Body)> _alerts = [];
    private readonly List<string> _poison = [];
    private readonly Lock _lock = new();

    public Task Send(string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _alerts.Add((time.GetUtcNow() + delay, body));
        }

        return Task.CompletedTask;
    }

    public Task SendToPoison(string body, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _poison.Add(body);
        }

        return Task.CompletedTask;
    }

    public Task<(int Alerts, int Poison)> Depths(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult((_alerts.Count, _poison.Count));
        }
    }

    /// <summary>Takes the next message whose time has come, or null.</summary>
    public string? Receive()
    {
        lock (_lock)
        {
            int next = _alerts.FindIndex(message => message.VisibleAt <= time.GetUtcNow());
            if (next < 0)
            {
                return null;
            }

            string body = _alerts[next].Body;
            _alerts.RemoveAt(next);
            return body;
        }
    }
}
