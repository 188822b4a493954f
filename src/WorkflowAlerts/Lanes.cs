using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Holding;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts;

/// <summary>What becomes of the alerts for one destination: Hold → Detail → Claim → Render → Deliver → Record, one after the other.</summary>
public sealed partial class Lanes(
    Restraint restraint,
    RunDetails details,
    Owners owners,
    Gates gates,
    IEnumerable<ICardRenderer> renderers,
    WebhookPoster poster,
    ILedger ledger,
    CutOffDigests cutOff,
    IAlertQueue queue,
    Refusals refusals,
    IPoisonedMessages poisoned,
    Outbox outbox,
    IOptions<WorkflowAlertsOptions> options,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<Lanes> logger)
{
    private readonly Dictionary<DestinationKind, ICardRenderer> _renderers = renderers.ToDictionary(renderer => renderer.Kind);
    private readonly WorkflowAlertsOptions _options = options.Value;

    /// <summary>Delivers the alerts of one message to one destination. What must wait and what went wrong is in the progress.</summary>
    internal async Task Deliver(Destination destination, IEnumerable<Errand> errands, LedgerView known, Progress progress, CancellationToken cancellationToken)
    {
        Way way = new(gates[destination], ledger, known, _options.Delivery.MaxPacingWait, time);
        try
        {
            foreach (Errand errand in errands)
            {
                await Deliver(destination, errand, way, progress, cancellationToken);
            }
        }
        finally
        {
            await Leave(destination, way, progress);
        }
    }

    private async Task Deliver(Destination destination, Errand errand, Way way, Progress progress, CancellationToken cancellationToken)
    {
        Alert alert = errand.Alert;
        try
        {
            if (restraint.LooksAtOthers(errand))
            {
                await way.Leave();
            }

            Verdict verdict = await way.Await(restraint.Of(errand, cancellationToken));
            TimeSpan? wait = verdict.Tell is { } told ? await Deliver(destination, told, errand.Hold, way, progress, cancellationToken) : verdict.Wait;
            if (wait is { } later)
            {
                progress.Postpone(alert, later);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, e, alert.Tenant, Plain(alert), destination.Name);
            progress.Errors.Add(e);
        }
    }

    /// <summary>Delivers one alert to one destination. Returns how long to wait when it has to be tried again, or null when it is done.</summary>
    private async Task<TimeSpan?> Deliver(Destination destination, Alert alert, TimeSpan held, Way way, Progress progress, CancellationToken cancellationToken)
    {
        // Looked up before it is this destination's turn: nobody else's message waits for it.
        RunDetail? detail = await way.Await(details.Of(alert, cancellationToken));
        Gate gate = gates[destination];
        if (!await way.Enter(cancellationToken))
        {
            return gate.Postpone();
        }

        Claim claim = await way.TryClaim(alert, destination.Name);
        if (claim.Status != ClaimStatus.Granted)
        {
            return claim.Status == ClaimStatus.Busy ? claim.Entry.At + DeliveryClaim.Lifetime - time.GetUtcNow() : null;
        }

        alert = await cutOff.Has(alert, CancellationToken.None) ? alert with { PossibleRepeat = true } : alert;
        RenderedMessage message = _renderers[destination.Kind].Render(owners.On(AlertCard.Of(alert, _options.Cards, claim.Entry.MayHaveArrived || alert.PossibleRepeat, detail), alert));
        way.Spend();
        DeliveryResult result = await poster.Post(destination, message, cancellationToken);
        gate.Learn(result, _options.Delivery);
        DeliveryEntry entry = await Settle(alert, destination, claim.Entry, held, result);
        way.RecordLater(new DeliveryRecord(alert.Key, destination.Name, entry));
        Sent sent = new(alert, destination.Name, entry, message.Body);
        progress.Sent.Add(sent);
        outbox.Note(sent);
        if (entry.State == DeliveryState.Delivered)
        {
            await way.Await(refusals.Accepted(destination));
        }

        return entry.State == DeliveryState.Waiting
            ? Backoff.After(entry.Attempts, (result as DeliveryResult.RetryLater)?.After, _options.Delivery)
            : null;
    }

    // Not cancelable: what a destination accepted must be written down even while the program stops.
    private async Task<DeliveryEntry> Settle(Alert alert, Destination destination, DeliveryEntry claimed, TimeSpan held, DeliveryResult result)
    {
        DeliveryEntry entry = claimed.After(result, time.GetUtcNow());
        if (entry.State == DeliveryState.Waiting && entry.At - entry.FirstAt >= _options.Delivery.GiveUpAfter)
        {
            entry = entry with { State = DeliveryState.GaveUp };
            string body = AlertMessage.Pack([alert]).Single();
            await poisoned.NoteReason(body, $"{destination.Name} stayed out of reach since {entry.FirstAt:u}: {entry.Detail}", CancellationToken.None);
            await queue.SendToPoison(body, CancellationToken.None);
        }

        // Before the ledger has it: a crash in between refuses it once more, and the other way round would announce nothing.
        if (entry.State == DeliveryState.Refused)
        {
            await refusals.Refused(destination, alert, entry.Detail);
        }

        metrics.Sent(alert, destination.Name, entry, held);
        Log.Sent(logger, LevelOf(entry.State), destination.Name, entry.State, alert.Tenant, Plain(alert), entry.Attempts, entry.Detail);
        return entry;
    }

    private async Task Leave(Destination destination, Way way, Progress progress)
    {
        try
        {
            await way.Leave();
        }
        catch (Exception e)
        {
            Log.NotRecorded(logger, e, destination.Name);
            progress.Errors.Add(e);
        }
    }

    // An id is foreign text, and must not write log lines of its own.
    private static string Plain(Alert alert) => Fetching.ForeignText.OneLine(alert.RunId, 100);

    private static LogLevel LevelOf(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => LogLevel.Information,
        DeliveryState.Waiting => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private static partial class Log
    {
        [LoggerMessage(Message = "{Destination}: {State}, run {RunId} of {Tenant}, attempt {Attempts}: {Detail}")]
        public static partial void Sent(
            ILogger logger, LogLevel level, string destination, DeliveryState state, string tenant, string runId, int attempts, string detail);

        [LoggerMessage(LogLevel.Error, "Run {RunId} of {Tenant} could not be brought to {Destination}; the queue message comes back.")]
        public static partial void Failed(ILogger logger, Exception exception, string tenant, string runId, string destination);

        [LoggerMessage(LogLevel.Error, "What {Destination} was sent last could not be recorded; the queue message comes back.")]
        public static partial void NotRecorded(ILogger logger, Exception exception, string destination);
    }
}
