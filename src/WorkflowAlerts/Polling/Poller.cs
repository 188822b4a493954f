using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Polling;

/// <summary>Brings the runs that ended since the checkpoint onto the queue, and only then moves the checkpoint.</summary>
public sealed partial class Poller(
    IAmperityClient amperity,
    ICheckpoints checkpoints,
    ILedger ledger,
    Dispatch dispatch,
    IIncidents incidents,
    Router router,
    Planner planner,
    IOptions<WorkflowAlertsOptions> options,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<Poller> logger)
{
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
            WindowOfRuns runs = new(tenant, await incidents.Read(tenant, cancellationToken), router);
            WindowCount count = await Read(tenant, window, runs, cancellationToken);
            SeenAlerts seen = await ledger.Seen(tenant, window.From, window.To, cancellationToken);
            Alert[] fresh = [.. runs.Alerts().Where(alert => seen.Add(alert.Key))];
            Plan plan = await planner.Of(fresh, runs.Now, cancellationToken);
            bool mayRepeat = checkpoint is { DigestsBegun: true };
            DateTimeOffset watermark = Watermark(window, count.AsOf, checkpoint);
            if (plan.Digests.Count == 0 || (checkpoint = await checkpoints.NoteDigests(tenant, checkpoint, window.From, cancellationToken)) is not null)
            {
                await dispatch.Send(plan, mayRepeat, cancellationToken);
                await incidents.Write(runs.Changed, cancellationToken);
                report = report.Plus(count.Report(tenant, fresh)) with { Watermark = watermark };
                checkpoint = await checkpoints.Move(tenant, checkpoint, watermark, cancellationToken);
            }

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
    private static DateTimeOffset Watermark(Window window, DateTimeOffset? asOf, Checkpoint? checkpoint)
    {
        DateTimeOffset start = checkpoint?.Watermark ?? window.From;
        return asOf is { } there && window.To - there > LargestClockDifference ? (there > start ? there : start) : window.To;
    }

    private async Task<WindowCount> Read(string tenant, Window window, WindowOfRuns runs, CancellationToken cancellationToken)
    {
        WindowCount count = new();
        RunFilter filter = new() { EndedFrom = window.From, EndedTo = window.To, Limit = _options.Tenants[tenant].PageSize };
        await foreach (RunPage page in amperity.ListRuns(tenant, filter, cancellationToken))
        {
            foreach (string malformed in page.Malformed)
            {
                Log.Malformed(logger, tenant, malformed);
            }

            count.Add(page, [.. page.Runs.Select(runs.Add).OfType<Alert>()]);
        }

        return count;
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
