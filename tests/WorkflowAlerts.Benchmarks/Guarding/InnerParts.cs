using WorkflowAlerts.Telling;
using System.Text;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Guarding;

/// <summary>The inner parts on their own, each over the same thousand runs: 900 that succeeded and 100 that failed, as a bad page has them.</summary>
internal sealed class InnerParts
{
    public const int Runs = 1000;
    public const int Failed = 100;

    private readonly byte[] _page;
    private readonly FailedRun[] _alerts;
    private readonly string[] _messages;
    private readonly Router _router;
    private readonly SlackChat _slack = new();
    private readonly TeamsChat _teams = new();

    private InnerParts(byte[] page, FailedRun[] alerts)
    {
        _page = page;
        _alerts = alerts;
        _messages = [.. AlertMessage.Pack(alerts)];
        WorkflowAlertsOptions options = new()
        {
            Destinations = { ["slack-a"] = new DestinationOptions { Kind = SlackChat.Kind }, ["teams-a"] = new DestinationOptions { Kind = TeamsChat.Kind } },
            DefaultTo = ["slack-a", "teams-a"],
        };
        options.Routes.AddRange(BenchRuns.Letters.Select(letter => new RouteOptions { Name = $"{letter}* Nightly*", Type = "courier.*", To = ["slack-a"] }));
        _router = new Router(Options.Create(options));
    }

    public static InnerParts Create()
    {
        IEnumerable<SimulatedRun> runs = BenchRuns.Of(Rig.Tenant, Runs, Failed, new DateTimeOffset(2026, 6, 19, 12, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(8));
        byte[] page = Encoding.UTF8.GetBytes($$"""{"data":[{{string.Join(',', runs.Select(run => RunJson.Listed(run).ToJsonString()))}}]}""");
        return new InnerParts(page, [.. Read(page).Runs.Select(FailedRun.From).OfType<FailedRun>()]);
    }

    public int ParsePage() => Read(_page).Runs.Count;

    public int Route() => _alerts.Sum(alert => _router.Route(alert).To.Count);

    public int Render() => _alerts.Sum(alert =>
    {
        Card card = AlertCard.Of(alert, new CardOptions(), possibleRepeat: false);
        return _slack.Render(card).Body.Length + _teams.Render(card).Body.Length;
    });

    public int Pack() => AlertMessage.Pack(_alerts).Sum(body => body.Length);

    public int Unpack() => _messages.Sum(body => AlertMessage.Read(body).Count);

    // The body lies in memory, so nothing is waited for.
    private static RunPage Read(byte[] page) => RunPageParser.Parse(new MemoryStream(page), Rig.Tenant, CancellationToken.None).GetAwaiter().GetResult();
}
