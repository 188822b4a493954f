using System.Collections.Concurrent;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts;

/// <summary>How far one queue message has come: what was sent, what must wait, what went wrong.</summary>
internal sealed class Progress
{
    // Alerts that return within the same few seconds travel together: a queue message each would be dear in a storm.
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(10);

    private readonly Dictionary<AlertKey, (Alert Alert, TimeSpan Wait)> _waiting = [];
    private readonly Lock _lock = new();

    public ConcurrentBag<Sent> Sent { get; } = [];

    public ConcurrentBag<Exception> Errors { get; } = [];

    /// <summary>Notes that an alert must wait. It waits for the shortest time that one of its destinations asks for.</summary>
    public void Postpone(Alert alert, TimeSpan wait)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(alert.Key, out (Alert Alert, TimeSpan Wait) known) || wait < known.Wait)
            {
                _waiting[alert.Key] = (alert, wait);
            }
        }
    }

    /// <summary>The messages to put back, each with the time it stays hidden.</summary>
    public IEnumerable<(string Body, TimeSpan Delay)> Postponed() =>
        _waiting.Values
            .GroupBy(waiting => waiting.Wait.Ticks / Together.Ticks)
            .SelectMany(group => AlertMessage.Pack(group.OrderBy(waiting => waiting.Wait).Select(waiting => waiting.Alert))
                .Select(body => (body, group.Min(waiting => waiting.Wait))));
}
