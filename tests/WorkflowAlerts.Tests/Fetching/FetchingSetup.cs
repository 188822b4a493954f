using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

/// <summary>
/// The real composition of the step, with Amperity scripted and, unless a test asks otherwise, retries that do not wait.
/// The clock stands still unless a test moves it; waits and time-outs follow it.
/// </summary>
internal sealed class FetchingSetup : IDisposable
{
    public const string Tenant = "socktown";
    public const string Secret = "secret-ssssssssssss+/=&";
    public const string StaticToken = "static-token-tttttttttttt";

    private readonly Lazy<ServiceProvider> _provider;
    private readonly bool _limitsByTheClock;

    public FetchingSetup(bool staticToken = false, bool realHandler = false, bool limitsByTheClock = false)
    {
        _limitsByTheClock = limitsByTheClock;
        Options.Tenants[Tenant] = Settings;
        Settings.BaseUrl = "https://socktown.amperity.com/api";
        Settings.RequestsPerSecond = 1000;
        if (staticToken)
        {
            Settings.AccessToken = StaticToken;
        }
        else
        {
            Settings.ClientId = "client-1";
            Settings.ClientSecret = Secret;
            Settings.TokenUrl = "https://socktown.amperity.com/api/v0/oauth2/token";
        }

        _provider = new Lazy<ServiceProvider>(() => Build(realHandler));
    }

    public WorkflowAlertsOptions Options { get; } = new();

    public TenantOptions Settings { get; } = new();

    public ScriptedAmperity Amperity { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 6, 19, 4, 0, 0, TimeSpan.Zero));

    public LogLines Logs { get; } = new();

    public Action<HttpStandardResilienceOptions> Resilience { get; set; } = WithoutWaits;

    public IServiceProvider Services => _provider.Value;

    public IAmperityClient Client => Services.GetRequiredService<IAmperityClient>();

    private static void WithoutWaits(HttpStandardResilienceOptions resilience)
    {
        resilience.Retry.Delay = TimeSpan.Zero;
        resilience.Retry.UseJitter = false;
    }

    /// <summary>Moves the clock by seconds until the work is done, and says how long that took by this clock.</summary>
    public async Task<TimeSpan> RunClock(Task work)
    {
        DateTimeOffset start = Time.GetUtcNow();
        while (!work.IsCompleted)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            await Settle();
        }

        return Time.GetUtcNow() - start;
    }

    /// <summary>Lets what can go on without the clock go on: a moment, and longer where a busy machine lets others wait for their turn.</summary>
    public static async Task Settle()
    {
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        for (int i = 0; i < 100; i++)
        {
            await Task.Run(() => { });
        }
    }

    public async Task<List<RunPage>> List(RunFilter? filter = null, CancellationToken cancellationToken = default)
    {
        List<RunPage> pages = [];
        await foreach (RunPage page in Client.ListRuns(Tenant, filter ?? new RunFilter(), cancellationToken))
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>Lists and expects a refusal that says something, on one line, and quotes no secret, not even in the exceptions behind it.</summary>
    public async Task<AmperityException> ListIsRefused(params string[] mentions)
    {
        AmperityException refusal = await Assert.ThrowsAsync<AmperityException>(() => List());
        Check(refusal, mentions);
        return refusal;
    }

    public static void Check(AmperityException refusal, params string[] mentions)
    {
        Assert.All(mentions, mention => Assert.Contains(mention, refusal.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal.Message);
        foreach (string secret in new[] { Secret, Uri.EscapeDataString(Secret), StaticToken, "token-aaaaaaaaaaaaaaaa" })
        {
            Assert.DoesNotContain(secret, refusal.ToString(), StringComparison.OrdinalIgnoreCase);
        }
    }

    public void Dispose()
    {
        if (_provider.IsValueCreated)
        {
            _provider.Value.Dispose();
        }
    }

    private ServiceProvider Build(bool realHandler)
    {
        IServiceCollection services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs))
            .AddSingleton(Microsoft.Extensions.Options.Options.Create(Options))
            .AddSingleton<TimeProvider>(Time)
            .AddFetching();
        if (_limitsByTheClock)
        {
            services.AddSingleton(new RequestLimits(Microsoft.Extensions.Options.Options.Create(Options), Time));
        }

        foreach (string client in new[] { FetchingServices.ApiClient, FetchingServices.TokenClient })
        {
            services.Configure(FetchingServices.ResilienceOf(client), Resilience);
            if (!realHandler)
            {
                services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => Amperity);
            }
        }

        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
