using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Amperity's workflow API over HTTP. Written by hand: a client generated from Amperity's published description would send its example
/// values as defaults and so filter silently.
/// </summary>
internal sealed partial class AmperityClient(
    IHttpClientFactory clients, AccessTokens tokens, IOptions<WorkflowAlertsOptions> options, ILogger<AmperityClient> logger) : IAmperityClient
{
    private readonly ConcurrentDictionary<string, bool> _toldOfDeprecation = new(StringComparer.Ordinal);

    public async IAsyncEnumerable<RunPage> ListRuns(
        string tenant, RunFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HashSet<string> tokensSeen = new(StringComparer.Ordinal);
        for (RunFilter next = filter; ;)
        {
            if (next.NextToken is { Length: > 0 } token && !tokensSeen.Add(token))
            {
                throw new AmperityException(
                    $"Amperity repeated a page token while it listed the runs of tenant {tenant}, so the list would never end. "
                    + "The next poll tries again; if it lasts, ask Amperity Support.");
            }

            RunPage page = await FetchPage(tenant, next, cancellationToken);
            yield return page;
            if (page.NextToken is null)
            {
                yield break;
            }

            next = next with { NextToken = page.NextToken };
        }
    }

    public async Task<WorkflowRun?> GetRun(string tenant, string runId, CancellationToken cancellationToken)
    {
        if (!RunsRequest.CanAskFor(runId))
        {
            return null;
        }

        TenantOptions settings = options.Value.ForTenant(tenant);
        using HttpRequestMessage request = RunsRequest.For(tenant, settings, runId);
        using HttpResponseMessage response = await Send(request, tenant, settings, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.OK => await RunPageParser.ParseRun(await response.Content.ReadAsStreamAsync(cancellationToken), tenant, cancellationToken),
            HttpStatusCode.NotFound => null,
            _ => throw await Refused(request, response, "a run", tenant, settings, cancellationToken),
        };
    }

    public Task Authenticate(string tenant, CancellationToken cancellationToken) => tokens.Get(tenant, cancellationToken);

    private async Task<RunPage> FetchPage(string tenant, RunFilter filter, CancellationToken cancellationToken)
    {
        TenantOptions settings = options.Value.ForTenant(tenant);
        using HttpRequestMessage request = RunsRequest.For(tenant, settings, filter);
        using HttpResponseMessage response = await Send(request, tenant, settings, cancellationToken);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            RunPage page = await RunPageParser.Parse(await response.Content.ReadAsStreamAsync(cancellationToken), tenant, cancellationToken);
            return page with { AsOf = response.Headers.Date };
        }

        throw await Refused(request, response, "the list of runs", tenant, settings, cancellationToken);
    }

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, string tenant, TenantOptions settings, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await clients.CreateClient(FetchingServices.ApiClient).Exchange(request, nameof(settings.BaseUrl), cancellationToken);
        TellOfDeprecation(tenant, response);
        return response;
    }

    private static async Task<AmperityException> Refused(
        HttpRequestMessage request, HttpResponseMessage response, string asked, string tenant, TenantOptions settings, CancellationToken cancellationToken) => Refusal.Of(
        response,
        await response.Content.ReadAsByteArrayAsync(cancellationToken),
        asked,
        tenant,
        Advice(response.StatusCode, settings),
        request.Headers.Authorization?.Parameter ?? "",
        settings.ClientSecret.Trim());

    // Amperity announces the end of an API version at least six months ahead, in these headers.
    private void TellOfDeprecation(string tenant, HttpResponseMessage response)
    {
        string? deprecation = Header(response, "Deprecation");
        string? sunset = Header(response, "Sunset");
        if ((deprecation ?? sunset) is not null && _toldOfDeprecation.TryAdd(tenant, true))
        {
            Log.VersionIsDeprecated(logger, tenant, options.Value.ForTenant(tenant).ApiVersion, deprecation ?? "not stated", sunset ?? "not stated");
        }
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? ForeignText.OneLine(string.Join(", ", values), 100) : null;

    private static string Advice(HttpStatusCode status, TenantOptions settings) => status switch
    {
        HttpStatusCode.BadRequest =>
            $"Check ApiVersion ({settings.ApiVersion}): an API version that is no longer served is answered like this. "
            + "A PageSize that Amperity finds too large may be, too.",
        HttpStatusCode.Unauthorized when settings.HasStaticToken =>
            $"AccessToken has expired or was revoked: make a new token in Amperity. If it is new, check ApiVersion ({settings.ApiVersion}).",
        HttpStatusCode.Unauthorized =>
            "A fresh token was refused as well: check that the API key still exists and belongs to this tenant, "
            + $"then ApiVersion ({settings.ApiVersion}).",
        HttpStatusCode.Forbidden => "Give the API key the role \"DataGrid Operator\" in Amperity.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
            $"Check BaseUrl ({Refusal.Place(settings.BaseUrl)}): it must be the API's address, such as https://app.amperity.com/api.",
        _ => Refusal.GeneralAdvice(status),
    };

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Amperity will withdraw API version {ApiVersion}, which tenant {Tenant} is asked with. "
            + "Deprecation: {Deprecation}. Sunset: {Sunset}. Look for a newer version of Workflow Alerts.")]
        public static partial void VersionIsDeprecated(ILogger logger, string tenant, string apiVersion, string deprecation, string sunset);
    }
}
