using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts;

/// <summary>One tick of the timer: Poll → Summarise → Heartbeat → Measure → Watch → Expect → Weekly card.</summary>
public sealed class PollRound(Polls polling, Summaries summaries, Heartbeat heartbeat, QueueWatch queues, SelfWatch watch, Expectations expectations, WeeklyCards weekly)
{
    /// <summary>Polls every tenant and looks after the product itself. A tenant that fails is in its report; nothing else fails.</summary>
    public async Task<IReadOnlyList<PollReport>> Run(CancellationToken cancellationToken)
    {
        IReadOnlyList<PollReport> polls = await polling.All(cancellationToken);
        await summaries.Send(cancellationToken);
        await heartbeat.Beat(polls, cancellationToken);
        await queues.Measure(cancellationToken);
        await watch.Run(polls, cancellationToken);
        await expectations.Look(polls, cancellationToken);
        await weekly.SendDue(cancellationToken);
        return polls;
    }

    /// <summary>The same, for a caller that knows success and failure only.</summary>
    /// <exception cref="AggregateException">The polls of some tenants failed; those of the others were completed.</exception>
    public async Task RunOrFail(CancellationToken cancellationToken)
    {
        PollReport[] failed = [.. (await Run(cancellationToken)).Where(report => report.Error is not null)];
        if (failed.Length > 0)
        {
            throw new AggregateException(
                $"The poll failed for {string.Join(", ", failed.Select(report => report.Tenant))}; the next one reads the same window again.", failed.Select(report => report.Error!));
        }
    }
}
