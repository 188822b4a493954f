using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>
/// All that the judge knows of the product's code: how it is composed on simulated time and on storage in memory, how it is run, and where
/// what it wrote down can be read. Processes come and go; clock, queue and storage are the same for all of them.
/// </summary>
internal sealed class ProductUnderJudgement
{
    // Whatever else a process asks of storage changes it.
    private static readonly HashSet<string> s_reads = ["Find", "Range", "Peek", "Count"];

    // Longer than any message is in work.
    private static readonly TimeSpan s_received = TimeSpan.FromDays(1);

    private readonly SimulatedClock _clock;
    private readonly MemoryStorage _storage;
    private readonly MemoryQueue _queue;
    private readonly AmperityUnderJudgement _amperity;
    private readonly Action<string> _errors;
    private (Setup? Of, ServiceProvider Stores)? _stores;
    private readonly Func<Fate, IHttpClientFactory> _chat;

    /// <param name="trial">What happens.</param>
    /// <param name="chat">The way of a process to the destinations.</param>
    /// <param name="errors">Takes what goes wrong.</param>
    public ProductUnderJudgement(Trial trial, Func<Fate, IHttpClientFactory> chat, Action<string> errors)
    {
        _clock = new SimulatedClock(trial.Start);
        _storage = new MemoryStorage(_clock);
        _queue = _storage.Queue(StorageNames.AlertQueue);
        _amperity = new AmperityUnderJudgement(trial.Runs, _clock);
        (_chat, _errors) = (chat, errors);
    }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>When the next message on the queue can be taken; null where none waits.</summary>
    public DateTimeOffset? NextMessageAt => _queue.NextAt;

    public void SetClock(DateTimeOffset time) => _clock.Set(time);

    public string? Receive()
    {
        if (_queue.Receive(1, s_received, CancellationToken.None).Result is not [var message])
        {
            return null;
        }

        _ = _queue.Delete(message.Receipt, CancellationToken.None).Result;
        return message.Body;
    }

    public Task PutBack(string message, TimeSpan delay) => _queue.Send(message, delay, life: null, CancellationToken.None);

    public Task Poison(string message) => _storage.Queue(StorageNames.PoisonQueue).Send(message, TimeSpan.Zero, life: null, CancellationToken.None);

    /// <summary>Starts a process.</summary>
    public Instance Start(Setup setup)
    {
        Fate fate = new();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.AddProvider(new ErrorLog(_errors, fate)).SetMinimumLevel(LogLevel.Error));
        services.AddWorkflowAlerts(Configuration(setup));
        services
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IAmperityClient>(_amperity)
            .AddSingleton<IStorage>(new FatedStorage(_storage, fate))
            .Replace(ServiceDescriptor.Singleton(_chat(fate)));
        ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return new Instance(provider, fate);
    }

    /// <summary>The <c>mute</c> command.</summary>
    public Task Mute(MuteBegins mute) => Stores().GetRequiredService<Mutes>().Write(
        new Mute(mute.Id, mute.Tenant, mute.Type, mute.Name, mute.Until, "maintenance", Now), CancellationToken.None);

    /// <summary>The <c>mutes end</c> command.</summary>
    public Task Unmute(string id) => Stores().GetRequiredService<Mutes>().Remove(id, CancellationToken.None);

    /// <summary>The <c>rewind</c> command.</summary>
    public Task Rewind(Setup setup, Rewinds rewinds) =>
        ActivatorUtilities.CreateInstance<Rewind>(Stores(setup)).Run(rewinds.Tenant, rewinds.To, rewinds.Resend, CancellationToken.None);

    /// <summary>What <c>status</c> says of the whole.</summary>
    public async Task<bool> IsGood(Setup setup) => (await ActivatorUtilities.CreateInstance<Status>(Stores(setup)).Read(CancellationToken.None)).Good;

    public async Task<int> Poisoned() =>
        await _storage.Queue(StorageNames.PoisonQueue).Count(CancellationToken.None) + await Stores().GetRequiredService<PoisonedMessages>().Count(CancellationToken.None);

    /// <summary>The rows of the ledger, the product's messages on itself left out.</summary>
    public async Task<IReadOnlyList<LedgerLine>> Ledger(Trial trial)
    {
        List<LedgerLine> lines = [];
        foreach (string tenant in trial.Setup.Tenants)
        {
            await foreach (LedgerRecord row in Stores().GetRequiredService<Ledger>().History(tenant, DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddDays(-1), CancellationToken.None))
            {
                lines.Add(new LedgerLine(
                    row.Tenant, row.RunId, row.Outcome.ToString().ToLowerInvariant(), row.EndedAt, row.Muted,
                    row.Entries.ToDictionary(entry =>
                        entry.Key, entry => new LedgerNote(entry.Value.State.ToString(), entry.Value.At, entry.Value.Detail),
                            StringComparer.OrdinalIgnoreCase)));
            }
        }

        return lines;
    }

    /// <summary>The <c>replay</c> command.</summary>
    public static async Task<IReadOnlyList<ReplayedLine>> Replay(Trial trial)
    {
        PastRuns history = new()
        {
            Tenants = [.. trial.Setup.Tenants],
            ReadFrom = trial.Start,
            From = trial.Start,
            To = trial.End,
            Runs = [.. trial.Runs.Select(AmperityUnderJudgement.AsAmperityHasIt)],
        };
        await using Replay replay = new(Configuration(trial.Setup), history, verbose: false);
        ReplayResult result = await replay.Run(everyTick: false, _ => { }, CancellationToken.None);
        return [.. result.Messages
            .Select(message => new ReplayedLine(message.At, message.Destination,
                CardReader.Read(Encoding.UTF8.GetBytes(message.Body)).Headline))];
    }

    private static IConfiguration Configuration(Setup setup) => new ConfigurationBuilder()
        .AddInMemoryCollection(setup.Settings()
            .Select(setting => KeyValuePair.Create($"{WorkflowAlertsOptions.Section}:{setting.Key}", setting.Value))).Build();

    // What the commands of an operator work on.
    private ServiceProvider Stores(Setup? setup = null)
    {
        if (_stores is not { } known || (setup is not null && known.Of != setup))
        {
            ServiceCollection services = new();
            services.AddWorkflowAlerts(setup is null ? new ConfigurationBuilder().Build() : Configuration(setup));
            _stores = known = (setup, services.AddSingleton<TimeProvider>(_clock).AddSingleton<IStorage>(_storage).BuildServiceProvider());
        }

        return known.Stores;
    }

    private sealed class FatedStorage(IStorage storage, Fate fate) : IStorage
    {
        public ITable Table(string name) => Fated<ITable>.Of(storage.Table(name), fate, s_reads.Contains);

        public IQueue Queue(string name) => Fated<IQueue>.Of(storage.Queue(name), fate, s_reads.Contains);

        public Task EnsureCreated(CancellationToken cancellationToken) => storage.EnsureCreated(cancellationToken);
    }

    /// <summary>One process of the product.</summary>
    internal sealed class Instance(ServiceProvider provider, Fate fate) : IAsyncDisposable
    {
        public Fate Fate => fate;

        /// <summary>One tick of the timer. Returns what failed.</summary>
        public async Task<IReadOnlyList<string>> Tick() =>
            [.. (await provider.GetRequiredService<PollRound>().Run(CancellationToken.None)).Where(poll => poll.Error is not null)
                .Select(poll => $"the poll of {poll.Tenant} failed: {poll.Error!.Message}")];

        /// <summary>Takes care of one queue message.</summary>
        public Task Deliver(string message) => provider.GetRequiredService<AlertPipeline>().Run(message, CancellationToken.None);

        public ValueTask DisposeAsync() => provider.DisposeAsync();
    }
}
