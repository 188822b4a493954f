using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Grouping;

/// <summary>Puts what was planned onto the queue.</summary>
public sealed class Dispatch(AlertQueue queue, ILedger ledger, AlertMetrics metrics)
{
    /// <summary>
    /// First the queue, then the ledger: a crash in between queues an alert twice, and delivery tells it once; the other way round would lose it.
    /// </summary>
    /// <param name="plan">What to tell.</param>
    /// <param name="mayRepeat">Whether the digests may tell what others have told, because a process ended between the two steps.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task Send(Plan plan, bool mayRepeat, CancellationToken cancellationToken)
    {
        if (plan.Digests.Count == 0 && plan.Alerts.Count == 0)
        {
            return;
        }

        IEnumerable<Alert> digests = plan.Digests.Select(digest => digest with { PossibleRepeat = mayRepeat });
        await Task.WhenAll(AlertMessage.Pack([.. digests, .. plan.Single]).Select(body => queue.Send(body, TimeSpan.Zero, cancellationToken)));
        await ledger.MarkSeen(plan.Alerts, plan.Folded, cancellationToken);
        foreach (Alert alert in plan.Alerts)
        {
            metrics.Queued(alert);
        }
    }
}
