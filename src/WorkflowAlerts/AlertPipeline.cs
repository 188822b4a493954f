using Microsoft.Extensions.Logging;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts;

/// <summary>
/// What becomes of a queue message: Read → Route → Deliver, one lane a destination, so that a slow or broken one never stops another.
/// What cannot be delivered yet goes back onto the queue as a new message; waiting costs none of the old one's dequeues.
/// </summary>
public sealed partial class AlertPipeline(
    Router router, Destinations destinations, Lanes lanes, ILedger ledger, AlertQueue queue, PoisonedMessages poisoned, DamageReport damage, ILogger<AlertPipeline> logger)
{
    private const int LoggedId = 100;

    /// <summary>
    /// Delivers the alerts of one queue message. Returning means that each was delivered, refused for good, or put back for later, and that the
    /// message may be deleted; what was sent is the result. Throwing means that the message must come back.
    /// </summary>
    /// <exception cref="UnreadableMessageException">The body is no alert message of this version.</exception>
    /// <exception cref="AggregateException">Some alerts could be neither delivered nor put back; the others were.</exception>
    public async Task<IReadOnlyCollection<Sent>> Run(string body, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyCollection<Sent> sent = await Deliver(body, cancellationToken);
            await damage.Note(cancellationToken);
            return sent;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await Note(body, e);
            throw;
        }
    }

    private async Task<IReadOnlyCollection<Sent>> Deliver(string body, CancellationToken cancellationToken)
    {
        IReadOnlyList<Alert> alerts = AlertMessage.Read(body);
        Progress progress = new();
        LedgerView known = await ledger.View([.. alerts.Select(alert => alert.Key)], cancellationToken);
        IEnumerable<Errand> errands = await Route(alerts, known, cancellationToken);
        await Task.WhenAll(errands.GroupBy(errand => errand.Destination).Select(lane => lanes.Deliver(lane.Key, lane, known, progress, cancellationToken)));
        await Task.WhenAll(progress.Postponed().Select(message => queue.Send(message.Body, message.Delay, cancellationToken)));
        return progress.Errors.Count == 0
            ? progress.Sent
            : throw new AggregateException("Some alerts could not be delivered; the queue message comes back.", progress.Errors);
    }

    private async Task<IEnumerable<Errand>> Route(IReadOnlyList<Alert> alerts, LedgerView known, CancellationToken cancellationToken)
    {
        List<Errand> errands = [];
        foreach (Alert alert in alerts)
        {
            RouteDecision decision = router.Route(alert);
            if (decision.Muted)
            {
                await ledger.RecordMuted(alert, cancellationToken);
                Log.Muted(logger, alert.Tenant, Fetching.ForeignText.OneLine(alert.RunId, LoggedId));
            }

            IReadOnlyDictionary<string, DeliveryEntry> entries = known.Entries(alert.Key);
            errands.AddRange(decision.To.Select(name => new Errand(alert, destinations[name], decision.Routes.GetValueOrDefault(name), entries.GetValueOrDefault(name))));
        }

        return errands.Where(errand => errand.Known is not { IsFinal: true });
    }

    // For whoever finds it on the poison queue, which keeps no reason. A storage that is down is reason enough by itself, and is in the log.
    private async Task Note(string body, Exception reason)
    {
        try
        {
            await poisoned.NoteReason(body, Words.Of(reason), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.NotNoted(logger, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "A route mutes run {RunId} of {Tenant}; nobody is told.")]
        public static partial void Muted(ILogger logger, string tenant, string runId);

        [LoggerMessage(LogLevel.Warning, "Why a queue message failed could not be noted in storage.")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
