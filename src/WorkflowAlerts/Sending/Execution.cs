using WorkflowAlerts.Deciding;
using System.Collections.Concurrent;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Sending;

/// <summary>The handling of one queue message: how long it may take, what was sent, what goes back onto the queue, what went wrong.</summary>
internal sealed class Execution : IDisposable
{
    /// <summary>
    /// After that the rest goes back onto the queue: the Functions queue extension hides what it has received for ten minutes, so whatever is in work when a process is gone
    /// waits that long.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    // Messages that return within the same few seconds travel together: a queue message each would be dear in a storm.
    private static readonly TimeSpan s_together = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _limit;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly ConcurrentQueue<(Message Message, TimeSpan Wait)> _postponed = [];

    public Execution(TimeProvider time, CancellationToken canceled, CancellationToken stopping)
    {
        (_time, _began) = (time, time.GetTimestamp());
        _limit = new CancellationTokenSource(Longest, time);
        _over = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, canceled, stopping);
    }

    /// <summary>Ends the waits for what need not be waited for: what is being sent goes on.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>How long something may still be waited for.</summary>
    public TimeSpan Left => Longest - _time.GetElapsedTime(_began) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    public ConcurrentBag<Sent> Sent { get; } = [];

    public ConcurrentBag<Exception> Errors { get; } = [];

    /// <summary>Notes that a message goes back onto the queue for a time.</summary>
    public void Postpone(Message message, string destination, TimeSpan wait) =>
        _postponed.Enqueue((message with { To = [destination] }, wait > TimeSpan.Zero ? wait : TimeSpan.Zero));

    /// <summary>The queue messages to put back, each with the time it stays hidden.</summary>
    public IEnumerable<(string Body, TimeSpan Delay)> Postponed() => _postponed
        .GroupBy(one => (one.Message.To![0].ToLowerInvariant(), one.Message.GoesFirst, one.Wait.Ticks / s_together.Ticks))
        .SelectMany(group => AlertMessage.Pack(group.OrderBy(one => one.Wait).Select(one => one.Message)).Select(body => (body, group.Min(one => one.Wait))));

    public void Dispose()
    {
        _over.Dispose();
        _limit.Dispose();
    }
}
