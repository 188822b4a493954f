using WorkflowAlerts.Queueing;

namespace WorkflowAlerts.Simulation;

/// <summary>The alert queue on a simulated clock: Azurite's own clock cannot be set, and a message may be hidden for hours.</summary>
public sealed class SimulatedQueue(TimeProvider time) : IAlertQueue
{
    // Of messages that become visible at the same time the first that came goes first.
    private readonly PriorityQueue<string, (DateTimeOffset VisibleAt, long Number)> _alerts = new();
    private readonly List<string> _poison = [];
    private readonly Lock _lock = new();
    private long _sent;

    /// <summary>When the next message becomes visible, or null where none waits.</summary>
    public DateTimeOffset? NextAt
    {
        get
        {
            lock (_lock)
            {
                return _alerts.TryPeek(out _, out (DateTimeOffset VisibleAt, long) first) ? first.VisibleAt : null;
            }
        }
    }

    public Task Send(string body, TimeSpan delay, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _alerts.Enqueue(body, (time.GetUtcNow() + delay, _sent++));
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
            return _alerts.TryPeek(out _, out (DateTimeOffset VisibleAt, long) first) && first.VisibleAt <= time.GetUtcNow() ? _alerts.Dequeue() : null;
        }
    }
}
