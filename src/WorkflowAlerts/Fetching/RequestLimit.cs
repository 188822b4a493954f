using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.Fetching;

/// <summary>
/// So many requests in any second, in the order in which they came. It remembers when the last ones went, so no pause is made that the limit does not ask
/// for, and none is lost to a timer's steps.
/// </summary>
internal sealed class RequestLimit(int perSecond, TimeProvider time)
{
    // A little more than a second: the way to Amperity takes one request longer than another.
    private static readonly TimeSpan s_window = TimeSpan.FromMilliseconds(1010);

    private readonly Lock _lock = new();
    private readonly TimeSpan[] _went = [.. Enumerable.Repeat(-s_window, perSecond)];
    private readonly long _start = time.GetTimestamp();
    private int _oldest;

    /// <summary>Waits until a request may go.</summary>
    public Task Wait(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_lock)
        {
            TimeSpan now = time.GetElapsedTime(_start);
            TimeSpan earliest = _went[_oldest] + s_window;
            wait = earliest > now ? earliest - now : TimeSpan.Zero;
            _went[_oldest] = now + wait;
            _oldest = (_oldest + 1) % _went.Length;
        }

        return wait == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
    }
}
