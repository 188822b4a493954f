using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Cli.Replaying.Remembering;
using WorkflowAlerts.Cli.Scenarios;
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
    private static readonly HashSet<string> s_reads =
        ["Read", "All", "Seen", "IsSeen", "View", "Find", "History", "Depths", "Count", "BegunDigests"];

    private readonly SimulatedClock _clock;
    private readonly SimulatedQueue _queue;
    private readonly AmperityUnderJudgement _amperity;
    private readonly LedgerMemory _ledger;
    private readonly KeptAlertMemory _kept = new();
    private readonly CheckpointMemory _checkpoints;
    private readonly IncidentMemory _incidents = new();
    private readonly HabitMemory _habits = new();
    private readonly MuteMemory _mutes = new();
    private readonly TroubleMemory _troubles = new();
    private readonly PoisonMemory _poison;
    private readonly Action<string> _errors;
    private (Setup Of, IOptions<WorkflowAlertsOptions> Options)? _options;
    private readonly Func<Fate, IHttpClientFactory> _chat;

    /// <param name="trial">What happens.</param>
    /// <param name="chat">The way of a process to the destinations.</param>
    /// <param name="errors">Takes what goes wrong.</param>
    public ProductUnderJudgement(Trial trial, Func<Fate, IHttpClientFactory> chat, Action<string> errors)
    {
        _clock = new SimulatedClock(trial.Start);
        _queue = new SimulatedQueue(_clock);
        _amperity = new AmperityUnderJudgement(trial.Runs, _clock);
        (_ledger, _checkpoints, _poison) = (new LedgerMemory(_clock), new CheckpointMemory(_clock), new PoisonMemory(_clock));
        (_chat, _errors) = (chat, errors);
    }

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>When the next message on the queue can be taken; null where none waits.</summary>
    public DateTimeOffset? NextMessageAt => _queue.NextAt;

    public void SetClock(DateTimeOffset time) => _clock.Set(time);

    public string? Receive() => _queue.Receive();

    public Task PutBack(string message, TimeSpan delay) => _queue.Send(message, delay, CancellationToken.None);

    public Task Poison(string message) => _queue.SendToPoison(message, CancellationToken.None);

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
            .AddSingleton<IPollOrders, NoPollOrders>()
            .AddSingleton(Fated<IAlertQueue>.Of(_queue, fate, s_reads.Contains))
            .AddSingleton(Fated<ILedger>.Of(_ledger, fate, s_reads.Contains))
            .AddSingleton(Fated<IKeptAlerts>.Of(_kept, fate, s_reads.Contains))
            .AddSingleton(Fated<ICheckpoints>.Of(_checkpoints, fate, s_reads.Contains))
            .AddSingleton(Fated<IIncidents>.Of(_incidents, fate, s_reads.Contains))
            .AddSingleton(Fated<IHabits>.Of(_habits, fate, s_reads.Contains))
            .AddSingleton(Fated<IMutes>.Of(_mutes, fate, s_reads.Contains))
            .AddSingleton(Fated<ITroubles>.Of(_troubles, fate, s_reads.Contains))
            .AddSingleton(Fated<IPoisonedMessages>.Of(_poison, fate, s_reads.Contains))
            .Replace(ServiceDescriptor.Singleton(_chat(fate)));
        ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return new Instance(provider, fate);
    }

    /// <summary>The <c>mute</c> command.</summary>
    public Task Mute(MuteBegins mute) =>
        _mutes.Write(new Mute(mute.Id, mute.Tenant, mute.Type, mute.Name, mute.Until, "maintenance", Now), CancellationToken.None);

    /// <summary>The <c>mutes end</c> command.</summary>
    public Task Unmute(string id) => _mutes.Remove(id, CancellationToken.None);

    /// <summary>The <c>rewind</c> command.</summary>
    public Task Rewind(Setup setup, Rewinds rewinds) =>
        new Rewind(_checkpoints, _ledger, OptionsOf(setup), _clock).Run(rewinds.Tenant, rewinds.To, rewinds.Resend, CancellationToken.None);

    /// <summary>What <c>status</c> says of the whole.</summary>
    public async Task<bool> IsGood(Setup setup) =>
        (await new Status(_checkpoints, _queue, _poison, _troubles, _mutes, _kept, _ledger, OptionsOf(setup), _clock)
            .Read(CancellationToken.None)).Good;

    public async Task<int> Poisoned() => (await _queue.Depths(CancellationToken.None)).Poison + await _poison.Count(CancellationToken.None);

    /// <summary>The rows of the ledger, the product's messages on itself left out.</summary>
    public async Task<IReadOnlyList<LedgerLine>> Ledger(Trial trial)
    {
        List<LedgerLine> lines = [];
        foreach (string tenant in trial.Setup.Tenants)
        {
            await foreach (LedgerRecord row in _ledger
                .History(tenant, DateTimeOffset.MinValue, DateTimeOffset.MaxValue.AddDays(-1), CancellationToken.None))
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

    private IOptions<WorkflowAlertsOptions> OptionsOf(Setup setup)
    {
        if (_options?.Of != setup)
        {
            using ServiceProvider provider = new ServiceCollection().AddWorkflowAlerts(Configuration(setup)).BuildServiceProvider();
            _options = (setup, Options.Create(provider.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value));
        }

        return _options.Value.Options;
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
