using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Polling;

/// <summary>Brings the runs that ended since the checkpoint onto the queue, and only then moves the checkpoint.</summary>
public sealed partial class Poller(
    IAmperityClient amperity,
    ICheckpoints checkpoints,
    ILedger ledger,
    IAlertQueue queue,
    IOptions<WorkflowAlertsOptions> options,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<Poller> logger)
{
    private const int PagesAtOnce = 4;

    // The Date header has whole seconds, and the overlap covers a little difference.
    private static readonly TimeSpan LargestClockDifference = TimeSpan.FromSeconds(5);

    private readonly WorkflowAlertsOptions _options = options.Value;

    /// <summary>Polls every tenant, side by side. A tenant that fails is in its report, and holds up no other.</summary>
    public async Task<IReadOnlyList<PollReport>> PollAll(CancellationToken cancellationToken) =>
        await Task.WhenAll(_options.Tenants.Keys.Order(StringComparer.Ordinal).Select(tenant => PollSafely(tenant, cancellationToken)));

    private async Task<PollReport> PollSafely(string tenant, CancellationToken cancellationToken)
    {
        PollReport report;
        try
        {
            report = await Poll(tenant, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, tenant);
            report = new PollReport { Tenant = tenant, Error = e };
        }

        metrics.Polled(report, time.GetUtcNow());
        return report;
    }

    /// <summary>Polls one tenant.</summary>
    /// <exception cref="AmperityException">Amperity could not be read. The checkpoint stays where the last complete window ended.</exception>
    public async Task<PollReport> Poll(string tenant, CancellationToken cancellationToken)
    {
        Checkpoint? checkpoint = await checkpoints.Read(tenant, cancellationToken);
        PollReport report = new() { Tenant = tenant };
        foreach (Window window in Window.Since(checkpoint, time.GetUtcNow(), _options.Polling))
        {
            WindowCount count = await Queue(tenant, window, cancellationToken);
            DateTimeOffset watermark = Watermark(window, count.AsOf, checkpoint);
            report = report.Plus(count.Report(tenant)) with { Watermark = watermark };
            checkpoint = await checkpoints.Move(tenant, checkpoint, watermark, cancellationToken);
            if (checkpoint is null)
            {
                Log.Overtaken(logger, tenant);
                return report with { Overtaken = true };
            }

            if (watermark < window.To)
            {
                Log.ClockIsAhead(logger, tenant, window.To - watermark);
                break;
            }
        }

        Log.Polled(logger, tenant, report.Runs, report.Queued, report.AlreadySeen, report.Malformed);
        return report;
    }

    // Were our clock ahead, runs that end until it is right again would lie before the watermark and never be read.
    private static DateTimeOffset Watermark(Window window, DateTimeOffset? asOf, Checkpoint? checkpoint) =>
        asOf is { } there && window.To - there > LargestClockDifference ? (there > checkpoint?.Watermark ? there : checkpoint?.Watermark ?? there) : window.To;

    private async Task<WindowCount> Queue(string tenant, Window window, CancellationToken cancellationToken)
    {
        WindowCount count = new();
        SeenAlerts seen = await ledger.Seen(tenant, window.From, window.To, cancellationToken);
        RunFilter filter = new() { EndedFrom = window.From, EndedTo = window.To, Limit = _options.Tenants[tenant].PageSize };
        await Parallel.ForEachAsync(
            amperity.ListRuns(tenant, filter, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = PagesAtOnce, CancellationToken = cancellationToken },
            async (page, stop) =>
            {
                foreach (string malformed in page.Malformed)
                {
                    Log.Malformed(logger, tenant, malformed);
                }

                List<Alert> alerts = [.. page.Runs.Select(Alert.From).OfType<Alert>()];
                List<Alert> fresh = [.. alerts.Where(alert => seen.Add(alert.Key))];
                count.Add(page, alerts, fresh.Count);
                await Queue(fresh, stop);
            });
        return count;
    }

    // First the queue, then the ledger: a crash in between queues an alert twice, and delivery tells it once; the other way round would lose it.
    private async Task Queue(List<Alert> alerts, CancellationToken cancellationToken)
    {
        await Task.WhenAll(AlertMessage.Pack(alerts).Select(body => queue.Send(body, TimeSpan.Zero, cancellationToken)));
        await ledger.MarkSeen(alerts, cancellationToken);
        alerts.ForEach(metrics.Queued);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Polled {Tenant}: {Runs} runs, {Queued} new alerts, {AlreadySeen} already known, {Malformed} unreadable.")]
        public static partial void Polled(ILogger logger, string tenant, int runs, int queued, int alreadySeen, int malformed);

        [LoggerMessage(LogLevel.Warning, "Amperity listed a run of {Tenant} that cannot be read, so it cannot be alerted; look at it in Amperity. {Malformed}")]
        public static partial void Malformed(ILogger logger, string tenant, string malformed);

        [LoggerMessage(LogLevel.Warning, "This machine's clock is {Ahead} ahead of Amperity's; the checkpoint of {Tenant} keeps to Amperity's. Set the clock.")]
        public static partial void ClockIsAhead(ILogger logger, string tenant, TimeSpan ahead);

        [LoggerMessage(LogLevel.Information, "Another instance polled {Tenant} at the same time and moved its checkpoint first; nothing is lost.")]
        public static partial void Overtaken(ILogger logger, string tenant);

        [LoggerMessage(LogLevel.Error, "The poll of {Tenant} failed; its checkpoint stays where it is, and the next poll reads the same window again.")]
        public static partial void Failed(ILogger logger, Exception exception, string tenant);
    }
}
