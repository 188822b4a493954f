using WorkflowAlerts.Cli.Scenarios;
using WorkflowAlerts.Storage.Memory;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Sending;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NCrontab;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>Runs a history through the product: the real poller, planner, pipeline and cards, on simulated time, with memory for storage and no way out.</summary>
internal sealed class Replay : IAsyncDisposable
{
    private readonly PastRuns _history;
    private readonly SimulatedClock _clock;
    private readonly List<ReplayedMessage> _messages = [];
    private readonly MemoryStorage _storage;
    private readonly MemoryQueue _queue;
    private readonly ServiceProvider _product;
    private readonly WorkflowAlertsOptions _options;
    private readonly Destinations _destinations;

    /// <param name="configuration">The configuration, whose secrets may be missing.</param>
    /// <param name="history">What happened.</param>
    /// <param name="verbose">Whether to log everything.</param>
    /// <exception cref="OptionsValidationException">The configuration has mistakes; all of them.</exception>
    public Replay(IConfiguration configuration, PastRuns history, bool verbose)
    {
        _history = history;
        _clock = new SimulatedClock(history.Start);
        _storage = new MemoryStorage(_clock);
        _queue = _storage.Queue(StorageNames.AlertQueue);
        _product = Compose(configuration, verbose);
        _options = _product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;
        _destinations = _product.GetRequiredService<Destinations>();

        // Tenants without a history have no part in it, not even in the weekly card.
        foreach (string absent in _options.Tenants.Keys.Except(history.Tenants))
        {
            _options.Tenants.Remove(absent);
        }

        // It is counted on the real clock, and here a month passes in seconds.
        _options.Details.MaxPerMinute = int.MaxValue;
        _product.GetRequiredService<Outbox>().Answered += sent => _messages.Add(ReplayedMessage.Of(sent, _destinations[sent.Destination].Chat.Name));
    }

    /// <summary>Replays it all.</summary>
    /// <param name="everyTick">Whether to poll at every tick of the schedule, even where nothing can happen. The result is the same.</param>
    /// <param name="progress">Told how far it has come, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ReplayResult> Run(bool everyTick, Action<double> progress, CancellationToken cancellationToken)
    {
        SimulatedProduct product = new(_product, _clock, _queue);
        Occasions occasions = new(_history.Runs, _options);
        Waiting waiting = _product.GetRequiredService<Waiting>();
        CrontabSchedule schedule = PollTimer.Parse(_options.Polling.Schedule);
        DateTimeOffset? skipped = null;
        foreach (DateTime occurrence in schedule.GetNextOccurrences(_history.Start.UtcDateTime, _history.To.UtcDateTime).Append(_history.To.UtcDateTime))
        {
            DateTimeOffset tick = new(DateTime.SpecifyKind(occurrence, DateTimeKind.Utc));
            if (!everyTick && tick < _history.To && !occasions.HasAny(tick))
            {
                skipped = tick;
                continue;
            }

            // Polls that find nothing are made up for by the last of them, so that the next one reads the window it would have read.
            if (skipped is { } quiet)
            {
                await Tick(product, quiet, cancellationToken);
                skipped = null;
            }

            await Tick(product, tick, cancellationToken);
            occasions.Had(tick, (await waiting.All(cancellationToken)).FirstOrDefault()?.Wait.Until);
            progress((tick - _history.Start) / (_history.To - _history.Start));
        }

        return await Result(cancellationToken);
    }

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    private static async Task Tick(SimulatedProduct product, DateTimeOffset tick, CancellationToken cancellationToken)
    {
        await product.PassUntil(tick, cancellationToken);
        if ((await product.Tick(cancellationToken)).FirstOrDefault(poll => poll.Error is not null) is { } failed)
        {
            throw new InvalidOperationException($"The replay stopped at {tick:u}: the runs of {failed.Tenant} could not be followed. {failed.Error!.Message}", failed.Error);
        }
    }

    private ServiceProvider Compose(IConfiguration configuration, bool verbose)
    {
        IConfiguration whole = DraftConfiguration.Completed(configuration);
        using ServiceProvider check = LocalHost.Build(whole, verbose: false, LogLevel.None);
        WorkflowAlertsOptions options = check.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;
        PollTimer.Parse(options.Polling.Schedule);
        return LocalHost.Build(
            ReplayConfiguration.WithoutSecrets(whole, options), verbose, LogLevel.None,
            services => services
                .AddSingleton<TimeProvider>(_clock)
                .AddSingleton(provider => new PacedQueue(_queue, provider.GetRequiredService<Ledger>, _clock, _history.From))
                .AddSingleton<IStorage>(provider => new SplitStorage(_storage, provider.GetRequiredService<PacedQueue>()))
                .AddSingleton<IAmperityClient>(new ReplayedAmperity(_history.Runs, _clock))
                .Replace(ServiceDescriptor.Singleton<IHttpClientFactory>(new NoWayOut())));
    }

    private async Task<ReplayResult> Result(CancellationToken cancellationToken)
    {
        Ledger ledger = _product.GetRequiredService<Ledger>();
        List<ToldAlert> alerts = [];
        foreach (string tenant in _options.Tenants.Keys)
        {
            // A run that is late may have begun long before.
            await foreach (LedgerRecord record in ledger.History(tenant, _history.From, DateTimeOffset.MaxValue, cancellationToken))
            {
                alerts.AddRange(record.Outcome == Outcome.Succeeded || Digests.IsId(record.RunId) ? [] : [Told(record)]);
            }
        }

        return new ReplayResult
        {
            History = _history,
            Destinations = new SortedDictionary<string, IChat>(_destinations.All.ToDictionary(one => one.Name, one => one.Chat), StringComparer.Ordinal),
            Messages = [.. _messages.Where(message => message.At >= _history.From)],
            Alerts = [.. alerts.OrderBy(alert => alert.Key.At).ThenBy(alert => alert.Key.Tenant, StringComparer.Ordinal).ThenBy(alert => alert.Key.Id, StringComparer.Ordinal)],
            Paced = _product.GetRequiredService<PacedQueue>().Paced,
            UnknownTenants = [.. _history.Tenants.Where(tenant => !_options.Tenants.ContainsKey(tenant)).Order(StringComparer.Ordinal)],
        };
    }

    private ToldAlert Told(LedgerRecord record)
    {
        ILookup<bool, string> byWaiting = record.Entries.Where(entry => entry.Value.State != DeliveryState.NotTold).ToLookup(
            entry => !entry.Value.IsFinal, entry => _options.Destinations.Keys.First(name => name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)));
        return new ToldAlert(
            new MessageKey(record.Tenant, record.RunId, record.Outcome, record.EndedAt), record.WorkflowType, record.WorkflowName, record.Attribution,
            [.. byWaiting[false].Order(StringComparer.Ordinal)], [.. byWaiting[true].Order(StringComparer.Ordinal)], record.Muted);
    }
}
