using System.Net;
using System.Net.Http.Headers;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Adds the tenant's access token. A token refused with 401 is replaced once and the request sent once more; what is refused then is an error.
/// Stands outside the retries: these are for Amperity's troubles, not for ours.
/// </summary>
internal sealed class AuthorizationHandler(AccessTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string token = await tokens.Get(request.Tenant, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !tokens.Invalidate(request.Tenant, token))
        {
            return response;
        }

        response.Dispose();
        token = await tokens.Get(request.Tenant, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken);
    }
}
