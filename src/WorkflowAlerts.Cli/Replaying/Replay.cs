using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NCrontab;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Replaying.Remembering;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
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
    private readonly SimulatedQueue _queue;
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
        _queue = new SimulatedQueue(_clock);
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
        Occasions occasions = new(_history.Runs, _options, _product.GetRequiredService<KeptAlertMemory>());
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
            occasions.Had(tick);
            progress((tick - _history.Start) / (_history.To - _history.Start));
        }

        return Result();
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
                .AddRemembering()
                .AddSingleton<TimeProvider>(_clock)
                .AddSingleton(provider => new PacedQueue(_queue, provider.GetRequiredService<Router>(), provider.GetRequiredService<ILedger>(), _clock, _history.From))
                .AddSingleton<IAlertQueue>(provider => provider.GetRequiredService<PacedQueue>())
                .AddSingleton<IAmperityClient>(new ReplayedAmperity(_history.Runs, _clock))
                .Replace(ServiceDescriptor.Singleton<IHttpClientFactory>(new NoWayOut())));
    }

    private ReplayResult Result()
    {
        HashSet<(AlertKey, string)> kept = [.. _product.GetRequiredService<KeptAlertMemory>().Kept.Select(one => (one.Alert.Key, one.Destination.ToLowerInvariant()))];
        IEnumerable<LedgerMemoryRow> alerts = _product.GetRequiredService<LedgerMemory>().All()
            .Where(row => row.Key.At >= _history.From && row.Key.Tenant != Reporting.OperationsMessages.Tenant && row.Key.Outcome != Outcome.Succeeded && row.Alert is { Digest: null });
        return new ReplayResult
        {
            History = _history,
            Destinations = new SortedDictionary<string, IChat>(_destinations.All.ToDictionary(one => one.Name, one => one.Chat), StringComparer.Ordinal),
            Messages = [.. _messages.Where(message => message.At >= _history.From)],
            Alerts = [.. alerts.Select(row => Told(row, kept)).OrderBy(alert => alert.Key.At).ThenBy(alert => alert.Key.RunId, StringComparer.Ordinal)],
            Paced = _product.GetRequiredService<PacedQueue>().Paced,
            UnknownTenants = [.. _history.Tenants.Where(tenant => !_options.Tenants.ContainsKey(tenant)).Order(StringComparer.Ordinal)],
        };
    }

    private ToldAlert Told(LedgerMemoryRow row, HashSet<(AlertKey, string)> kept)
    {
        ILookup<bool, string> byWaiting = row.Entries.ToLookup(
            entry => !entry.Value.IsFinal || (entry.Value.State == DeliveryState.Kept && kept.Contains((row.Key, entry.Key))),
            entry => _options.Destinations.Keys.First(name => name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase)));
        return new ToldAlert(
            row.Key, row.Alert!.WorkflowType, row.Alert.WorkflowName, row.Alert.Attribution, [.. byWaiting[false].Order(StringComparer.Ordinal)], [.. byWaiting[true].Order(StringComparer.Ordinal)], row.Muted);
    }
}
