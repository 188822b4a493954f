using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.Delivery;

/// <summary>
/// A token bucket on a <see cref="TimeProvider"/>, which <c>System.Threading.RateLimiting.TokenBucketRateLimiter</c> cannot take, so that pacing
/// can be tested and simulated. Not thread-safe: its owner sends one message at a time.
/// </summary>
internal sealed class TokenBucket(int burst, TimeSpan interval, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    // The time at which the bucket would be full again, counted from the start: one number says how many tokens are left.
    private TimeSpan _fullAt = TimeSpan.Zero;

    /// <summary>How long until a token can be taken; zero when there is one.</summary>
    public TimeSpan Wait()
    {
        TimeSpan wait = _fullAt - ((burst - 1) * interval) - time.GetElapsedTime(_start);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>Takes a token.</summary>
    public void Take()
    {
        TimeSpan now = time.GetElapsedTime(_start);
        _fullAt = (_fullAt > now ? _fullAt : now) + interval;
    }
}
