using System.Globalization;
using WorkflowAlerts.Benchmarks.Running;
using WorkflowAlerts.Benchmarks.Simulating;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>An Amperity, webhooks and a storage, all of them fresh, and the settings that lead a process to them.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public const string Tenant = "socktown";

    private Rig(AmperityServer amperity, ChatSink chat, AzuriteProcess azurite) => (Amperity, Chat, Azurite) = (amperity, chat, azurite);

    public AmperityServer Amperity { get; }

    public ChatSink Chat { get; }

    public AzuriteProcess Azurite { get; }

    public static async Task<Rig> Start(CancellationToken cancellationToken) =>
        new(await AmperityServer.Start(), await ChatSink.Start(), await AzuriteProcess.Start(null, cancellationToken));

    /// <summary>One tenant and one Slack channel, as a workload changes them; else the defaults.</summary>
    public Dictionary<string, string> Settings(Workload workload)
    {
        Dictionary<string, string> settings = new()
        {
            [StorageConnection.Setting] = Azurite.ConnectionString,
            ["WorkflowAlerts__DefaultTo__0"] = "slack-a",
        };
        AddTenant(settings, Tenant);
        AddSlack(settings, "slack-a");
        if (workload.Clock is { } clock)
        {
            settings[MinuteClock.Setting] = clock.ToString("O", CultureInfo.InvariantCulture);
            Amperity.DatesFollowQueries = true;
        }

        workload.Configure(this, settings);
        return settings;
    }

    public void AddTenant(Dictionary<string, string> settings, string tenant)
    {
        settings[$"WorkflowAlerts__Tenants__{tenant}__BaseUrl"] = Amperity.BaseUrl.AbsoluteUri;
        settings[$"WorkflowAlerts__Tenants__{tenant}__AccessToken"] = "a-token-made-by-hand";
        settings[$"WorkflowAlerts__Tenants__{tenant}__PageSize"] = "1000";
    }

    public void AddSlack(Dictionary<string, string> settings, string name) => Add(settings, name, "Slack", Chat.Slack(name));

    public void AddTeams(Dictionary<string, string> settings, string name) => Add(settings, name, "Teams", Chat.Teams(name));

    public void Add(IEnumerable<SimulatedRun> runs)
    {
        foreach (IGrouping<string, SimulatedRun> tenant in runs.GroupBy(run => run.Tenant))
        {
            Amperity[tenant.Key].Add(tenant);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Amperity.DisposeAsync();
        await Chat.DisposeAsync();
        await Azurite.DisposeAsync();
    }

    private static void Add(Dictionary<string, string> settings, string name, string kind, Uri webhook)
    {
        settings[$"WorkflowAlerts__Destinations__{name}__Kind"] = kind;
        settings[$"WorkflowAlerts__Destinations__{name}__WebhookUrl"] = webhook.AbsoluteUri;

        // It comes on Mondays only, and that must not show in the figures.
        settings[$"WorkflowAlerts__Destinations__{name}__Weekly__Enabled"] = "false";
    }
}
