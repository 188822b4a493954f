namespace WorkflowAlerts.Simulation;

/// <summary>A server's own limit: a bucket that fills again by the second.</summary>
public sealed class RateLimit(double perSecond, double burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly double _burst = burst;
    private double _left = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Takes one request. Returns null when it may pass, or how long to stay away.</summary>
    public TimeSpan? Take()
    {
        lock (_lock)
        {
            long now = time.GetTimestamp();
            _left = Math.Min(_burst, _left + (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
            if (_left >= 1)
            {
                _left--;
                return null;
            }

            return TimeSpan.FromSeconds((1 - _left) / perSecond);
        }
    }
}
