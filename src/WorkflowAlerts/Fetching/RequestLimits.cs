using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// One request limit per tenant. Amperity allows 10 requests a second; excess is answered with 429.
/// https://docs.amperity.com/api/rate_limits.html
/// </summary>
internal sealed class RequestLimits(IOptions<WorkflowAlertsOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<RateLimiter>> _limiters = new(StringComparer.Ordinal);

    public RateLimiter For(string tenant) => _limiters.GetOrAdd(tenant, Create).Value;

    public void Dispose()
    {
        foreach (Lazy<RateLimiter> limiter in _limiters.Values)
        {
            limiter.Value.Dispose();
        }
    }

    // One token at a time: a bucket of ten, emptied at once, would let twice the limit pass within a second.
    // The limiter keeps the real time: it takes no TimeProvider. Lazy, because a limiter that loses the race to be added would keep its timer.
    private Lazy<RateLimiter> Create(string tenant) => new(() => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
    {
        TokenLimit = 1,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / Math.Max(1, options.Value.ForTenant(tenant).RequestsPerSecond),
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        AutoReplenishment = true,
    }));
}
