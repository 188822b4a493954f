using System.Threading.RateLimiting;

namespace WorkflowAlerts.Fetching;

/// <summary>Holds each request back until the tenant's limit has room. Stands inside the retries, so that each attempt counts.</summary>
internal sealed class RateLimitHandler(RequestLimits limits) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using RateLimitLease lease = await limits.For(request.Tenant).AcquireAsync(1, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
