using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// One request limit per tenant. Amperity allows 10 requests a second; excess is answered with 429.
/// https://docs.amperity.com/api/rate_limits.html
/// </summary>
internal sealed class RequestLimits(IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, RequestLimit> _limits = new(StringComparer.Ordinal);

    public RequestLimit For(string tenant) => _limits.GetOrAdd(tenant, _ => new RequestLimit(Math.Max(1, options.Value.ForTenant(tenant).RequestsPerSecond), time));
}
