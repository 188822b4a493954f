using System.Globalization;

namespace WorkflowAlerts.Fetching;

/// <summary>Writes <c>GET /workflow/runs</c> and <c>GET /workflow/runs/{id}</c>.</summary>
internal static class RunsRequest
{
    public static HttpRequestMessage For(string tenant, TenantOptions settings, RunFilter filter) => To(Query(filter), tenant, settings);

    /// <summary>The request for one run with its tasks.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="settings">How to ask it.</param>
    /// <param name="runId">Foreign text; one segment of the path, whatever is in it.</param>
    public static HttpRequestMessage For(string tenant, TenantOptions settings, string runId) => To($"/{Uri.EscapeDataString(runId)}?view=verbose", tenant, settings);

    /// <summary>Whether an id can be a segment of a path: a dot or two would be taken for a way up, escaped or not (RFC 3986, 5.2.4).</summary>
    public static bool CanAskFor(string runId) => runId.Length > 0 && runId is not ("." or "..");

    private static HttpRequestMessage To(string what, string tenant, TenantOptions settings)
    {
        Uri address = TenantSettings.Address(settings.BaseUrl, nameof(settings.BaseUrl), tenant);
        return new HttpRequestMessage(HttpMethod.Get, address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/workflow/runs" + what)
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
