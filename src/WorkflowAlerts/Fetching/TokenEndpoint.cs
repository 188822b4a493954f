using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// Fetches access tokens with OAuth client credentials, as https://docs.amperity.com/reference/api.html describes it:
/// the tenant travels in a header, there is neither a scope nor a refresh token.
/// </summary>
internal sealed class TokenEndpoint(IHttpClientFactory clients, IOptions<WorkflowAlertsOptions> options, TimeProvider timeProvider)
{
    // Amperity's tokens live an hour; one that does not say is asked for again after half of this.
    private static readonly TimeSpan s_unstatedLife = TimeSpan.FromMinutes(10);

    /// <exception cref="AmperityException">The endpoint refused, answered with something else than a token, or stayed out of reach.</exception>
    public async Task<AccessToken> Fetch(string tenant, CancellationToken cancellationToken)
    {
        TenantOptions settings = options.Value.ForTenant(tenant);
        DateTimeOffset asked = timeProvider.GetUtcNow();
        using HttpRequestMessage request = Request(tenant, settings);
        using HttpResponseMessage response =
            await clients.CreateClient(FetchingServices.TokenClient).Exchange(request, nameof(settings.TokenUrl), cancellationToken);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? Parse(body, asked, tenant)
            : throw Refusal.Of(response, body, "a token", tenant, Advice(response.StatusCode, settings), settings.ClientSecret.Trim());
    }

    private static HttpRequestMessage Request(string tenant, TenantOptions settings) =>
        new(HttpMethod.Post, TenantSettings.Address(settings.TokenUrl, nameof(settings.TokenUrl), tenant))
        {
            Tenant = tenant,
            Headers = { { "X-Amperity-Tenant", tenant }, { "Accept", "application/json" } },
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = settings.ClientId.Trim(),
                ["client_secret"] = settings.ClientSecret.Trim(),
            }),
        };

    private static AccessToken Parse(byte[] body, DateTimeOffset asked, string tenant)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            if (json.RootElement.Field("access_token").Text() is { } token && AccessToken.IsUsable(token))
            {
                return new AccessToken(token, AccessToken.RefreshTime(asked, Life(json.RootElement.Field("expires_in"))));
            }
        }
        catch (JsonException)
        {
            // The exception would be no help, and might quote a token.
        }

        throw new AmperityException(
            $"The token endpoint of tenant {tenant} answered with something that is no token. "
            + "Check TokenUrl: it is shown by \"Get OAuth credentials\" of the API key.");
    }

    private static TimeSpan Life(JsonElement json)
    {
        // Some servers write the number as text.
        double? seconds = json.ValueKind == JsonValueKind.Number && json.TryGetDouble(out double number) ? number
            : double.TryParse(json.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out double written) ? written
            : null;
        return seconds is >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, int.MaxValue)) : s_unstatedLife;
    }

    private static string Advice(HttpStatusCode status, TenantOptions settings) => status switch
    {
        HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
            "Check ClientId and ClientSecret, and that the API key belongs to this tenant; \"Get OAuth credentials\" of the API key shows them.",
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
            $"Check TokenUrl ({Refusal.Place(settings.TokenUrl)}): it is shown by \"Get OAuth credentials\" of the API key.",
        _ => Refusal.GeneralAdvice(status),
    };
}
