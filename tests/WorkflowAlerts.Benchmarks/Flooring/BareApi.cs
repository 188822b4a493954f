using System.Text.Json;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>Amperity's pages, asked for without anything around it.</summary>
internal sealed class BareApi(HttpClient http, IConfiguration configuration)
{
    private readonly string _baseUrl = configuration[$"WorkflowAlerts:Tenants:{Rig.Tenant}:BaseUrl"]!;
    private readonly string _pageSize = configuration[$"WorkflowAlerts:Tenants:{Rig.Tenant}:PageSize"]!;

    /// <summary>The runs that ended in [from, to), page after page: a cursor leads from one to the next.</summary>
    public async Task<List<BareRun>> Runs(DateTimeOffset from, DateTimeOffset to)
    {
        List<BareRun> runs = [];
        string? token = null;
        do
        {
            string query = $"ended_from={IsoDate.Format(from)}&ended_to={IsoDate.Format(to)}&limit={_pageSize}{(token is null ? "" : $"&next_token={token}")}";
            await using Stream body = await Get($"?{query}");
            BarePage page = (await JsonSerializer.DeserializeAsync(body, BareJson.Default.BarePage))!;
            runs.AddRange(page.Data);
            token = page.NextToken;
        }
        while (token is not null);
        return runs;
    }

    /// <summary>One run with its tasks.</summary>
    public async Task Detail(BareRun run)
    {
        await using Stream body = await Get($"/{run.Id}?view=verbose");
        using JsonDocument _ = await JsonDocument.ParseAsync(body);
    }

    private async Task<Stream> Get(string what)
    {
        HttpRequestMessage request = new(HttpMethod.Get, $"{_baseUrl}/workflow/runs{what}")
        {
            Headers = { { "amperity-tenant", Rig.Tenant }, { "api-version", "2024-04-01" }, { "Authorization", "Bearer a-token-made-by-hand" } },
        };
        HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
    }
}
