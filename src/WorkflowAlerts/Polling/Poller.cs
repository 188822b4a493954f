using WorkflowAlerts.Deciding;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Telling;
using System.Collections.Concurrent;
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
    Slices slices,
    Checkpoints checkpoints,
    Ledger ledger,
    Dispatch dispatch,
    Release release,
    Incidents incidents,
    Router router,
    Decider decider,
    IOptions<WorkflowAlertsOptions> options,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<Poller> logger)
{
    // The Date header has whole seconds, and the overlap covers a little difference.
    private static readonly TimeSpan LargestClockDifference = TimeSpan.FromSeconds(5);

    // The part of the overlap after which successes are written: what is in it is read again, whichever process polls next.
    private const double WrittenWithin = 0.9;

    // After that a tenant that has much to catch up goes on at the next tick; what was completed stays completed.
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(4);

    private readonly ConcurrentDictionary<string, Workflows> _standings = new(StringComparer.Ordinal);
    private readonly WorkflowAlertsOptions _options = options.Value;

    /// <summary>Polls one tenant. A failure is in its report.</summary>
    internal async Task<PollReport> PollSafely(string tenant, CancellationToken cancellationToken)
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
        long began = time.GetTimestamp();
        Checkpoint? checkpoint = await checkpoints.Read(tenant, cancellationToken);
        Workflows standing = await Workflows(tenant, checkpoint, cancellationToken);
        PollReport report = new() { Tenant = tenant };
        await foreach (Slice slice in slices.Read(tenant, Window.Since(checkpoint, time.GetUtcNow(), _options.Polling), cancellationToken))
        {
            WindowOfRuns runs = new(standing.Incidents, router);
            foreach (Ending ending in slice.Endings)
            {
                runs.Add(ending);
            }

            Happened fresh = await Fresh(tenant, slice, runs, cancellationToken);
            Decision decision = await decider.Of(tenant, fresh, cancellationToken);
            bool mayRepeat = checkpoint is { Begun.Count: > 0 };
            DateTimeOffset watermark = Watermark(slice, checkpoint);
            if ((!decision.Digests.Any() && !mayRepeat)
                || (checkpoint = await checkpoints.NoteDigests(tenant, checkpoint, slice.Window.From, decision.Digests, cancellationToken)) is not null)
            {
                await dispatch.Send(decision, mayRepeat, cancellationToken);
                if (decision.Waiting.Count > 0)
                {
                    release.Expect();
                }

                standing.Written(await incidents.Write(standing.Take(runs, watermark - (_options.Polling.Overlap * WrittenWithin)), cancellationToken));
                report = report.Plus(slice.Report(tenant, fresh)) with { Watermark = watermark };
                checkpoint = await checkpoints.Move(tenant, checkpoint, watermark, cancellationToken);
            }

            if (checkpoint is null)
            {
                Log.Overtaken(logger, tenant);
                return report with { Overtaken = true };
            }

            if (watermark < slice.Window.To)
            {
                Log.ClockIsAhead(logger, tenant, slice.Window.To - watermark);
                break;
            }

            if (time.GetElapsedTime(began) > s_longest)
            {
                Log.GoesOn(logger, tenant, watermark);
                break;
            }
        }

        standing.Checkpoint = checkpoint!.Version;
        _standings[tenant] = standing;
        Log.Polled(logger, tenant, report.Runs, report.Queued, report.AlreadySeen, report.Malformed);
        return report;
    }

    // What this process knows is true as long as nobody else has completed a window. Whatever fails half way, it is read again.
    private async Task<Workflows> Workflows(string tenant, Checkpoint? checkpoint, CancellationToken cancellationToken) =>
        _standings.TryRemove(tenant, out Workflows? known) && known.Checkpoint == checkpoint?.Version ? known : new Workflows(await incidents.Read(tenant, cancellationToken));

    private async Task<Happened> Fresh(string tenant, Slice slice, WindowOfRuns runs, CancellationToken cancellationToken)
    {
        (IReadOnlyList<FailedRun> failed, IReadOnlyList<EndedIncident> ended) = (runs.Failed(), runs.Ended());
        if (failed.Count == 0 && ended.Count == 0)
        {
            return new Happened();
        }

        SeenMessages seen = await ledger.Seen(tenant, slice.Window.From, slice.Window.To, cancellationToken);
        return new Happened
        {
            Failed = [.. failed.Where(run => seen.Add(run.Key))], Ended = [.. ended.Where(incident => seen.Add(incident.Key))], Incidents = runs.Now,
        };
    }

    // Were our clock ahead, runs that end until it is right again would lie before the watermark and never be read.
    private static DateTimeOffset Watermark(Slice slice, Checkpoint? checkpoint)
    {
        DateTimeOffset start = checkpoint?.Watermark ?? slice.Window.From;
        return slice.AsOf is { } there && slice.Window.To - there > LargestClockDifference ? (there > start ? there : start)
            : slice.Window.To > start ? slice.Window.To : start;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Polled {Tenant}: {Runs} runs, {Queued} new alerts, {AlreadySeen} already known, {Malformed} unreadable.")]
        public static partial void Polled(ILogger logger, string tenant, int runs, int queued, int alreadySeen, int malformed);

        [LoggerMessage(LogLevel.Information, "The poll of {Tenant} has caught up to {Watermark:u}; the next one goes on from there.")]
        public static partial void GoesOn(ILogger logger, string tenant, DateTimeOffset watermark);

        [LoggerMessage(LogLevel.Warning, "This machine's clock is {Ahead} ahead of Amperity's; the checkpoint of {Tenant} keeps to Amperity's. Set the clock.")]
        public static partial void ClockIsAhead(ILogger logger, string tenant, TimeSpan ahead);

        [LoggerMessage(LogLevel.Information, "Another instance polled {Tenant} at the same time and moved its checkpoint first; nothing is lost.")]
        public static partial void Overtaken(ILogger logger, string tenant);

        [LoggerMessage(LogLevel.Error, "The poll of {Tenant} failed; its checkpoint stays where it is, and the next poll reads the same window again.")]
        public static partial void Failed(ILogger logger, Exception exception, string tenant);
    }
}
