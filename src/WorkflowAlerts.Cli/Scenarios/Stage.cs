using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;
using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.Cli.Scenarios;

/// <summary>Where a scenario plays: the product on a simulated clock, with a tenant, a Slack channel for customers' errors and a Teams channel for the platform's.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string Tenant = "socktown";
    public const string DataTeam = "data-team";
    public const string PlatformOncall = "platform-oncall";

    // A Friday, so that a weekend and a Monday follow.
    private static readonly DateTimeOffset Start = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly SimulatedClock _clock;
    private readonly AzuriteProcess _azurite;
    private readonly SimulatedAmperity _amperity;
    private readonly SimulatedSlack _slack;
    private readonly SimulatedTeams _teams;
    private readonly ServiceProvider _product;
    private readonly SimulatedProduct _simulated;
    private readonly List<string> _expected = [];
    private int _made;

    private Stage(SimulatedClock clock, AzuriteProcess azurite, SimulatedAmperity amperity, SimulatedSlack slack, SimulatedTeams teams, MemoryQueue queue, ServiceProvider product)
    {
        (_clock, _azurite, _amperity, _slack, _teams, _product) = (clock, azurite, amperity, slack, teams, product);
        _simulated = new SimulatedProduct(product, clock, queue);
    }

    /// <summary>What must arrive, as "channel: headline", in order.</summary>
    public IReadOnlyList<string> Expected => _expected;

    /// <summary>What arrived, in the same form and order.</summary>
    public IReadOnlyList<string> Arrived =>
        [.. _slack.Received.Concat(_teams.Received).OrderBy(message => message.At).Select(message => $"{message.At.UtcDateTime.ToString("ddd HH:mm", CultureInfo.InvariantCulture)} {message.Channel}: {message.Headline()}")];

    /// <summary>The runs at Amperity, to be replayed.</summary>
    public IReadOnlyList<SimulatedRun> Runs => _amperity[Tenant].Runs();

    /// <summary>The settings of the product on this stage.</summary>
    public required IConfiguration Settings { get; init; }

    /// <summary>When it began, and when it is now.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Span => (Start, _clock.GetUtcNow());

    public IReadOnlyCollection<ReceivedMessage> Messages => [.. _slack.Received, .. _teams.Received];

    public static async Task<Stage> Set(Scenario scenario, bool verbose, CancellationToken cancellationToken)
    {
        SimulatedClock clock = new(Start);
        Task<AzuriteProcess> azurite = AzuriteProcess.Start(null, cancellationToken);
        Task<SimulatedAmperity> amperity = SimulatedAmperity.Start([Tenant], clock, requestsPerSecond: 1000);
        Task<SimulatedSlack> slack = SimulatedSlack.Start(clock, perSecond: 1000, burst: 1000);
        Task<SimulatedTeams> teams = SimulatedTeams.Start(clock, perSecond: 1000, burst: 1000);
        await Task.WhenAll(azurite, amperity, slack, teams);
        MemoryQueue queue = new MemoryStorage(clock).Queue(StorageNames.AlertQueue);
        IConfiguration settings = Configuration(scenario, azurite.Result.ConnectionString, amperity.Result, slack.Result, teams.Result);
        ServiceProvider product = LocalHost.Build(
            settings, verbose, LogLevel.Warning,
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton<IStorage>(provider => new SplitStorage(ActivatorUtilities.CreateInstance<AzureStorage>(provider), queue)));
        await product.GetRequiredService<IStorage>().EnsureCreated(cancellationToken);
        Stage stage = new(clock, azurite.Result, amperity.Result, slack.Result, teams.Result, queue, product) { Settings = settings };
        scenario.Before(stage);
        await stage._simulated.Tick(cancellationToken);
        return stage;
    }

    /// <summary>Lets the time pass up to a time of the day, polling every minute, as the timer does.</summary>
    public async Task Until(string time, CancellationToken cancellationToken) => await Until(Start.Date + TimeSpan.Parse(time, CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Lets days pass, with nothing to do in between, and goes on at a time of that day.</summary>
    public async Task Until(int days, string time, CancellationToken cancellationToken)
    {
        DateTime to = Start.Date.AddDays(days) + TimeSpan.Parse(time, CultureInfo.InvariantCulture);
        _clock.Set(new DateTimeOffset(to.AddMinutes(-1), TimeSpan.Zero));
        await Until(to, cancellationToken);
    }

    /// <summary>Lets a run fail now; the next poll finds it.</summary>
    public string Fails(string name, string type = "courier.group/run", string attribution = "platform", string error = "amperity.courier/connect", string message = "The connection was reset by sftp.example.com:22", TimeSpan took = default) =>
        Ends(name, type, "failed", took, new JsonObject { ["type"] = error, ["message"] = message, ["attribution"] = attribution });

    /// <summary>Lets a run succeed now.</summary>
    public string Succeeds(string name, string type = "courier.group/run", TimeSpan took = default) => Ends(name, type, "succeeded", took, null);

    /// <summary>Lets a run begin now that goes on, until it ends by its id.</summary>
    public string Begins(string name, string type = "courier.group/run", string state = "in-progress")
    {
        string id = Id();
        _amperity[Tenant].Add(new SimulatedRun { Id = id, Tenant = Tenant, Type = type, Name = name, State = state, CreatedAt = _clock.GetUtcNow() });
        return id;
    }

    /// <summary>Lets a run that goes on succeed now.</summary>
    public void Ends(string id) => _amperity[Tenant].Change(id, run => run with { State = "succeeded", EndedAt = _clock.GetUtcNow() });

    /// <summary>Lets a run that goes on change its state.</summary>
    public void Becomes(string id, string state) => _amperity[Tenant].Change(id, run => run with { State = state });

    /// <summary>Adds the good runs of the days before, one a day.</summary>
    public void Ran(string name, int days, string at, TimeSpan took, string type = "courier.group/run")
    {
        for (int day = -days; day < 0; day++)
        {
            DateTimeOffset start = new(Start.Date.AddDays(day) + TimeSpan.Parse(at, CultureInfo.InvariantCulture), TimeSpan.Zero);
            _amperity[Tenant].Add(new SimulatedRun { Id = Id(), Tenant = Tenant, Type = type, Name = name, State = "succeeded", CreatedAt = start, EndedAt = start + took });
        }
    }

    /// <summary>Says what must arrive next.</summary>
    public void Expect(string message) => _expected.Add(message);

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await Task.WhenAll(_amperity.DisposeAsync().AsTask(), _slack.DisposeAsync().AsTask(), _teams.DisposeAsync().AsTask(), _azurite.DisposeAsync().AsTask());
    }

    private string Ends(string name, string type, string state, TimeSpan took, JsonObject? error)
    {
        string id = Id();
        DateTimeOffset now = _clock.GetUtcNow();
        _amperity[Tenant].Add(new SimulatedRun
        {
            Id = id, Tenant = Tenant, Type = type, Name = name, State = state, CreatedAt = now - (took == default ? TimeSpan.FromMinutes(12) : took), EndedAt = now, Error = error,
        });
        return id;
    }

    private string Id() => $"wf-20260619-{(++_made).ToString("00000", CultureInfo.InvariantCulture)}-Zt4mQx";

    private async Task Until(DateTime to, CancellationToken cancellationToken)
    {
        DateTimeOffset end = new(to, TimeSpan.Zero);
        while (_clock.GetUtcNow() < end)
        {
            DateTimeOffset next = _clock.GetUtcNow().AddMinutes(1);
            await _simulated.PassUntil(next < end ? next : end, cancellationToken);
            await _simulated.Tick(cancellationToken);
        }
    }

    private static IConfiguration Configuration(Scenario scenario, string storage, SimulatedAmperity amperity, SimulatedSlack slack, SimulatedTeams teams)
    {
        Dictionary<string, string?> settings = new()
        {
            [$"Tenants:{Tenant}:BaseUrl"] = amperity.BaseUrl.AbsoluteUri,
            [$"Tenants:{Tenant}:TokenUrl"] = amperity.TokenUrl.AbsoluteUri,
            [$"Tenants:{Tenant}:ClientId"] = amperity[Tenant].ClientId,
            [$"Tenants:{Tenant}:ClientSecret"] = amperity[Tenant].ClientSecret,
            [$"Tenants:{Tenant}:PageSize"] = "1000",
            [$"Destinations:{DataTeam}:Kind"] = "Slack",
            [$"Destinations:{DataTeam}:WebhookUrl"] = slack.Webhook(DataTeam).AbsoluteUri,
            [$"Destinations:{DataTeam}:Pacing:Interval"] = "00:00:00.005",
            [$"Destinations:{PlatformOncall}:Kind"] = "Teams",
            [$"Destinations:{PlatformOncall}:WebhookUrl"] = teams.Webhook(PlatformOncall).AbsoluteUri,
            [$"Destinations:{PlatformOncall}:Pacing:Interval"] = "00:00:00.005",
            ["Routes:0:Attribution"] = "platform",
            ["Routes:0:To:0"] = PlatformOncall,
            ["Routes:1:Attribution"] = "customer",
            ["Routes:1:To:0"] = DataTeam,
            ["DefaultTo:0"] = DataTeam,
            ["Operations:0"] = PlatformOncall,
            [$"Destinations:{DataTeam}:Weekly:Enabled"] = "false",
            [$"Destinations:{PlatformOncall}:Weekly:Enabled"] = "false",
        };
        foreach ((string key, string value) in scenario.Settings)
        {
            settings[key] = value;
        }

        return new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"{WorkflowAlertsOptions.Section}:{setting.Key}", setting.Value)).Append(new(StorageConnection.Setting, storage)))
            .Build();
    }
}
