using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Running;

/// <summary>A simulated Amperity, Slack and Teams, and the settings that lead the product to them.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Tenant = "socktown";
    public const string Slack = "data-team";
    public const string Teams = "platform-oncall";

    private World(SimulatedAmperity amperity, SimulatedSlack slack, SimulatedTeams teams)
    {
        Amperity = amperity;
        SlackServer = slack;
        TeamsServer = teams;
    }

    public SimulatedAmperity Amperity { get; }

    public SimulatedSlack SlackServer { get; }

    public SimulatedTeams TeamsServer { get; }

    /// <summary>Settings as environment variables, without storage: one message an alert, so that each can be looked for.</summary>
    public Dictionary<string, string> Settings => new()
    {
        [$"WorkflowAlerts__Tenants__{Tenant}__BaseUrl"] = Amperity.BaseUrl.AbsoluteUri,
        [$"WorkflowAlerts__Tenants__{Tenant}__TokenUrl"] = Amperity.TokenUrl.AbsoluteUri,
        [$"WorkflowAlerts__Tenants__{Tenant}__ClientId"] = Amperity[Tenant].ClientId,
        [$"WorkflowAlerts__Tenants__{Tenant}__ClientSecret"] = Amperity[Tenant].ClientSecret,
        [$"WorkflowAlerts__Destinations__{Slack}__Kind"] = "Slack",
        [$"WorkflowAlerts__Destinations__{Slack}__WebhookUrl"] = SlackServer.Webhook(Slack).AbsoluteUri,
        [$"WorkflowAlerts__Destinations__{Slack}__Pacing__Interval"] = "00:00:00.005",
        [$"WorkflowAlerts__Destinations__{Teams}__Kind"] = "Teams",
        [$"WorkflowAlerts__Destinations__{Teams}__WebhookUrl"] = TeamsServer.Webhook(Teams).AbsoluteUri,
        [$"WorkflowAlerts__Destinations__{Teams}__Pacing__Interval"] = "00:00:00.005",
        ["WorkflowAlerts__Routes__0__Attribution"] = "platform",
        ["WorkflowAlerts__Routes__0__To__0"] = Teams,
        ["WorkflowAlerts__Routes__1__Attribution"] = "customer",
        ["WorkflowAlerts__Routes__1__To__0"] = Slack,
        ["WorkflowAlerts__Routes__2__To__0"] = Slack,
        ["WorkflowAlerts__Routes__2__To__1"] = Teams,
        ["WorkflowAlerts__Routes__0__Recovered"] = "false",
        ["WorkflowAlerts__Routes__1__Recovered"] = "false",
        ["WorkflowAlerts__Routes__2__Recovered"] = "false",
        ["WorkflowAlerts__Digest__Threshold"] = "1000",
        ["WorkflowAlerts__Cascade__Enabled"] = "false",

        // Whatever day it is.
        [$"WorkflowAlerts__Destinations__{Slack}__Weekly__Enabled"] = "false",
        [$"WorkflowAlerts__Destinations__{Teams}__Weekly__Enabled"] = "false",
        ["WorkflowAlerts__DefaultTo__0"] = Slack,
        ["WorkflowAlerts__DefaultTo__1"] = Teams,
        ["WorkflowAlerts__Delivery__FirstRetry"] = "00:00:01",
    };

    public static async Task<World> Start() => new(
        await SimulatedAmperity.Start([Tenant], TimeProvider.System),
        await SimulatedSlack.Start(TimeProvider.System, perSecond: 500, burst: 100),
        await SimulatedTeams.Start(TimeProvider.System, perSecond: 500, burst: 100));

    /// <summary>Settings as environment variables, on an Azurite.</summary>
    public Dictionary<string, string> SettingsOn(AzuriteFixture azurite) => new(Settings) { [StorageConnection.Setting] = azurite.ConnectionString };

    /// <summary>Lets runs end at the simulated Amperity within the last half hour.</summary>
    public IReadOnlyList<SimulatedRun> AddRuns(int count, int seed = 1)
    {
        IReadOnlyList<SimulatedRun> runs = new RunFactory(seed, Tenant).Make(count, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(30));
        Amperity[Tenant].Add(runs);
        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        await Amperity.DisposeAsync();
        await SlackServer.DisposeAsync();
        await TeamsServer.DisposeAsync();
    }
}
