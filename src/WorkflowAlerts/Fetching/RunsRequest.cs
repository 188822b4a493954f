using System.Globalization;

namespace WorkflowAlerts.Fetching;

/// <summary>Writes <c>GET /workflow/runs</c>.</summary>
internal static class RunsRequest
{
    public static HttpRequestMessage For(string tenant, TenantOptions settings, RunFilter filter)
    {
        Uri address = TenantSettings.Address(settings.BaseUrl, nameof(settings.BaseUrl), tenant);
        return new HttpRequestMessage(HttpMethod.Get, address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/workflow/runs" + Query(filter))
        {
            Tenant = tenant,
            Headers = { { "amperity-tenant", tenant }, { "api-version", settings.ApiVersion }, { "Accept", "application/json" } },
        };
    }

    private static string Query(RunFilter filter)
    {
        (string Name, string? Value)[] parameters =
        [
            ("created_from", Write(filter.CreatedFrom)),
            ("created_to", Write(filter.CreatedTo)),
            ("ended_from", Write(filter.EndedFrom)),
            ("ended_to", Write(filter.EndedTo)),
            ("state", filter.State),
            ("type", filter.Type),
            ("limit", filter.Limit?.ToString(CultureInfo.InvariantCulture)),
            ("with_total", filter.WithTotal is { } withTotal ? withTotal ? "true" : "false" : null),
            ("next_token", filter.NextToken),
        ];
        string[] set = [.. parameters.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}")];
        return set.Length > 0 ? "?" + string.Join('&', set) : "";
    }

    private static string? Write(DateTimeOffset? date) => date is { } value ? IsoDate.Format(value) : null;
}
