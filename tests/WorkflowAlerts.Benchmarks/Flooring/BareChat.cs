using WorkflowAlerts.Telling;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>Posts of the size of ours, rendered before the measuring begins.</summary>
internal sealed class BareChat
{
    private readonly HttpClient _http;
    private readonly byte[] _card;

    private BareChat(HttpClient http, IConfiguration configuration, byte[] card, IReadOnlyList<byte[]> digests)
    {
        _http = http;
        _card = card;
        Digests = digests;
        Webhooks = [.. configuration.GetSection("WorkflowAlerts:Destinations").GetChildren().OrderBy(destination => destination.Key, StringComparer.Ordinal).Select(destination => destination["WebhookUrl"]!)];
    }

    /// <summary>In the order of the destinations' names.</summary>
    public IReadOnlyList<string> Webhooks { get; }

    /// <summary>The cards of a storm.</summary>
    public IReadOnlyList<byte[]> Digests { get; }

    public static async Task<BareChat> Create(HttpClient http, IConfiguration configuration)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        IEnumerable<SimulatedRun> runs = BenchRuns.Of(Rig.Tenant, 1000, 1000, now, TimeSpan.FromMinutes(8));
        string json = $$"""{"data":[{{string.Join(',', runs.Select(run => RunJson.Listed(run).ToJsonString()))}}]}""";
        RunPage page = await RunPageParser.Parse(new MemoryStream(Encoding.UTF8.GetBytes(json)), Rig.Tenant, CancellationToken.None);
        FailedRun[] alerts = [.. page.Runs.Select(FailedRun.From).OfType<FailedRun>()];
        int maxCards = new DigestOptions().MaxCards;
        return new BareChat(http, configuration, Render(alerts[0]), [.. Grouping.Digests.Of(alerts, "slack-a", DigestReason.Storm, "", maxCards).Select(Render)]);
    }

    public Task Card(string webhook) => Post(webhook, _card);

    public async Task Post(string webhook, byte[] body)
    {
        ByteArrayContent content = new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        using HttpResponseMessage response = await _http.PostAsync(webhook, content);
        await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static byte[] Render(FailedRun alert) => new SlackChat().Render(AlertCard.Of(alert, new CardOptions(), possibleRepeat: false)).Body.ToArray();
}
