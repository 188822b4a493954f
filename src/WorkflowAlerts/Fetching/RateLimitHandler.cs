namespace WorkflowAlerts.Fetching;

/// <summary>Holds each request back until the tenant's limit has room. Stands inside the retries, so that each attempt counts.</summary>
internal sealed class RateLimitHandler(RequestLimits limits) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await limits.For(request.Tenant).Wait(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
