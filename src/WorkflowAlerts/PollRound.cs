using Microsoft.Extensions.Options;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts;

/// <summary>One tick of the timer: Poll → Release → Heartbeat → Measure → Watch → Expect → Weekly card.</summary>
public sealed class PollRound(
    Polls polling, OrderedPolls ordered, Checkpoints checkpoints, Release release, Heartbeat heartbeat, QueueWatch queues, SelfWatch watch, Expectations expectations, WeeklyCards weekly,
    IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    /// <summary>How long a tick waits for slow tenants: the next one comes a minute later.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    // Polls through the queue end after the tick that ordered them. A tenant that two ticks in a row have not reached is no success.
    private static readonly TimeSpan s_fresh = TimeSpan.FromMinutes(3);

    /// <summary>Polls every tenant to the end and looks after the product itself. A tenant that fails is in its report; nothing else fails.</summary>
    public async Task<IReadOnlyList<PollReport>> Run(CancellationToken cancellationToken)
    {
        IReadOnlyList<PollReport> polls = await polling.All(cancellationToken);
        return await After(polls, polls, cancellationToken);
    }

    /// <summary>The same for a timer: slow tenants hold up nobody, and very many are polled through the queue.</summary>
    public async Task<IReadOnlyList<PollReport>> Tick(CancellationToken cancellationToken)
    {
        if (!ordered.AreUsed)
        {
            IReadOnlyList<PollReport> polls = await polling.Run(options.Value.Tenants.Keys, Patience, cancellationToken);
            return await After(polls, polls, cancellationToken);
        }

        await ordered.Order(cancellationToken);
        return await After(await Standing(cancellationToken), [], cancellationToken);
    }

    /// <summary>The same, for a caller that knows success and failure only.</summary>
    /// <exception cref="AggregateException">The polls of some tenants failed; those of the others were completed.</exception>
    public async Task TickOrFail(CancellationToken cancellationToken)
    {
        PollReport[] failed = [.. (await Tick(cancellationToken)).Where(report => report.Error is not null)];
        if (failed.Length > 0)
        {
            throw new AggregateException(
                $"The poll failed for {string.Join(", ", failed.Select(report => report.Tenant))}; the next one reads the same window again.", failed.Select(report => report.Error!));
        }
    }

    private async Task<IReadOnlyList<PollReport>> After(IReadOnlyList<PollReport> polls, IReadOnlyList<PollReport> madeHere, CancellationToken cancellationToken)
    {
        await release.Run(cancellationToken);
        await heartbeat.Beat(polls, cancellationToken);
        await queues.Measure(cancellationToken);
        await watch.Run(polls, cancellationToken);
        await expectations.Look(madeHere, cancellationToken);
        await weekly.SendDue(cancellationToken);
        return polls;
    }

    // Who polls through the queue notes failures where they happen; what the tick knows is how the checkpoints stand, in one query.
    private async Task<IReadOnlyList<PollReport>> Standing(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, Checkpoint> all = await checkpoints.All(cancellationToken);
        DateTimeOffset now = time.GetUtcNow();
        return
        [
            .. options.Value.Tenants.Keys.Order(StringComparer.Ordinal).Select(tenant => all.GetValueOrDefault(tenant) switch
            {
                null => new PollReport { Tenant = tenant, UnderWay = true },
                var checkpoint when now - checkpoint.LastSuccess > s_fresh => new PollReport { Tenant = tenant, Error = new StalePollException(checkpoint.LastSuccess) },
                _ => new PollReport { Tenant = tenant },
            }),
        ];
    }
}
