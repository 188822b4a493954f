using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>Everything a demo needs on this machine: Azurite, the stand-ins, and the product configured for them.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public const string Tenant = "socktown";
    public const string DataTeam = "data-team";
    public const string PlatformOncall = "platform-oncall";
    public const string StopsByHand = "stops-by-hand";

    // The stand-ins keep Slack's and Teams' rules, but their clocks run faster: nobody wants to watch 25 messages in five minutes.
    private const double MessagesPerSecond = 200;
    private const double Burst = 100;

    private static readonly Dictionary<string, string> s_kinds = new()
    {
        [DataTeam] = SlackChat.Kind, [StopsByHand] = SlackChat.Kind, [PlatformOncall] = TeamsChat.Kind,
    };

    private readonly AzuriteProcess _azurite;

    private DemoWorld(AzuriteProcess azurite, SimulatedAmperity amperity, IReadOnlyCollection<SimulatedChat> chats, ServiceProvider product)
    {
        _azurite = azurite;
        (Amperity, Chats, Product) = (amperity, chats, product);
    }

    public SimulatedAmperity Amperity { get; }

    /// <summary>The chats, one of each kind that a destination has.</summary>
    public IReadOnlyCollection<SimulatedChat> Chats { get; }

    /// <summary>What arrived in them.</summary>
    public IEnumerable<ReceivedMessage> Received => Chats.SelectMany(chat => chat.Received);

    public ServiceProvider Product { get; }

    /// <summary>What the product is configured with.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <summary>Starts everything.</summary>
    /// <param name="verbose">Whether to log everything.</param>
    /// <param name="grouped">
    /// Whether alerts share messages and recoveries are told, as they are by default. Else there is one message an alert, which can be held against what had to arrive.
    /// </param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<DemoWorld> Start(bool verbose, bool grouped, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        Task<AzuriteProcess> azurite = AzuriteProcess.Start(null, cancellationToken);
        Task<SimulatedAmperity> amperity = SimulatedAmperity.Start([Tenant], time);
        SimulatedChat[] chats = await Task.WhenAll(
            s_kinds.Values.Distinct().Select(kind => SimulatedChats.Start(kind, time, MessagesPerSecond, Burst)));
        await Task.WhenAll(azurite, amperity);
        Dictionary<string, string?> settings = new(
            Configuration(azurite.Result.ConnectionString, amperity.Result)
                .Concat(Destinations(chats)).Concat(grouped ? Grouped() : OneByOne()));
        ServiceProvider product = LocalHost.Build(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), verbose, LogLevel.Warning);
        await product.GetRequiredService<IStorage>().EnsureCreated(cancellationToken);
        return new DemoWorld(azurite.Result, amperity.Result, chats, product) { Settings = settings };
    }

    public async ValueTask DisposeAsync()
    {
        await Product.DisposeAsync();
        await Task.WhenAll(
            [Amperity.DisposeAsync().AsTask(), _azurite.DisposeAsync().AsTask(), .. Chats.Select(chat => chat.DisposeAsync().AsTask())]);
    }

    /// <summary>The chat that a channel is in.</summary>
    public SimulatedChat ChatOf(string channel) => ChatOf(channel, Chats);

    private static SimulatedChat ChatOf(string channel, IEnumerable<SimulatedChat> chats) =>
        chats.Single(chat => chat.Kind == s_kinds[channel]);

    private static IEnumerable<KeyValuePair<string, string?>> Destinations(IReadOnlyCollection<SimulatedChat> chats) =>
        s_kinds.SelectMany(pair => new Dictionary<string, string?>
        {
            [$"WorkflowAlerts:Destinations:{pair.Key}:Kind"] = pair.Value,
            [$"WorkflowAlerts:Destinations:{pair.Key}:WebhookUrl"] = ChatOf(pair.Key, chats).Webhook(pair.Key).AbsoluteUri,
            [$"WorkflowAlerts:Destinations:{pair.Key}:Pacing:Interval"] = "00:00:00.006",
            [$"WorkflowAlerts:Destinations:{pair.Key}:Weekly:Enabled"] = "false",
        });

    private static Dictionary<string, string?> Configuration(string storage, SimulatedAmperity amperity) => new()
    {
        [StorageConnection.Setting] = storage,
        [$"WorkflowAlerts:Tenants:{Tenant}:BaseUrl"] = amperity.BaseUrl.AbsoluteUri,
        [$"WorkflowAlerts:Tenants:{Tenant}:TokenUrl"] = amperity.TokenUrl.AbsoluteUri,
        [$"WorkflowAlerts:Tenants:{Tenant}:ClientId"] = amperity[Tenant].ClientId,
        [$"WorkflowAlerts:Tenants:{Tenant}:ClientSecret"] = amperity[Tenant].ClientSecret,
        [$"WorkflowAlerts:Tenants:{Tenant}:PageSize"] = "250",
        ["WorkflowAlerts:Routes:0:ManualStop"] = "true",
        ["WorkflowAlerts:Routes:0:To:0"] = StopsByHand,
        ["WorkflowAlerts:Routes:1:Attribution"] = "platform",
        ["WorkflowAlerts:Routes:1:To:0"] = PlatformOncall,
        ["WorkflowAlerts:Routes:2:Attribution"] = "customer",
        ["WorkflowAlerts:Routes:2:To:0"] = DataTeam,
        ["WorkflowAlerts:Routes:3:Attribution"] = "none",
        ["WorkflowAlerts:Routes:3:To:0"] = DataTeam,
        ["WorkflowAlerts:Routes:3:To:1"] = PlatformOncall,
        ["WorkflowAlerts:DefaultTo:0"] = DataTeam,
        ["WorkflowAlerts:Cascade:Enabled"] = "false",
        ["WorkflowAlerts:Operations:0"] = PlatformOncall,
        ["WorkflowAlerts:Delivery:FirstRetry"] = "00:00:01",
    };

    private static Dictionary<string, string?> OneByOne() => new()
    {
        ["WorkflowAlerts:Routes:0:Recovered"] = "false",
        ["WorkflowAlerts:Routes:1:Recovered"] = "false",
        ["WorkflowAlerts:Routes:2:Recovered"] = "false",
        ["WorkflowAlerts:Routes:3:Recovered"] = "false",
        ["WorkflowAlerts:Digest:Threshold"] = "1000",
    };

    // Nobody wants to watch a quarter of an hour for what a chat refused to take.
    private static Dictionary<string, string?> Grouped() => new() { ["WorkflowAlerts:Delivery:LongestRetry"] = "00:00:05" };
}
