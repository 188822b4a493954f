using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Holding;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts;

/// <summary>
/// What becomes of a queue message: Route → Hold → Detail → Render → Deliver → Record, one lane a destination, so that a slow or broken one never stops another.
/// What cannot be delivered yet goes back onto the queue as a new message; waiting costs none of the old one's dequeues.
/// </summary>
public sealed partial class AlertPipeline(
    Router router,
    Restraint restraint,
    RunDetails details,
    Owners owners,
    Destinations destinations,
    Gates gates,
    IEnumerable<ICardRenderer> renderers,
    WebhookPoster poster,
    ILedger ledger,
    IAlertQueue queue,
    Refusals refusals,
    IPoisonedMessages poisoned,
    Outbox outbox,
    IOptions<WorkflowAlertsOptions> options,
    AlertMetrics metrics,
    TimeProvider time,
    ILogger<AlertPipeline> logger)
{
    private const int LoggedId = 100;

    private readonly Dictionary<DestinationKind, ICardRenderer> _renderers = renderers.ToDictionary(renderer => renderer.Kind);
    private readonly WorkflowAlertsOptions _options = options.Value;

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
            return await Deliver(body, cancellationToken);
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
        IEnumerable<IGrouping<Destination, Errand>> lanes = await Route(alerts, cancellationToken);
        await Task.WhenAll(lanes.Select(lane => Deliver(lane.Key, lane, progress, cancellationToken)));
        await Task.WhenAll(progress.Postponed().Select(message => queue.Send(message.Body, message.Delay, cancellationToken)));
        return progress.Errors.Count == 0
            ? progress.Sent
            : throw new AggregateException("Some alerts could not be delivered; the queue message comes back.", progress.Errors);
    }

    private async Task<IEnumerable<IGrouping<Destination, Errand>>> Route(IReadOnlyList<Alert> alerts, CancellationToken cancellationToken)
    {
        IEnumerable<Errand>[] open = await Task.WhenAll(alerts.Select(async alert =>
        {
            RouteDecision decision = router.Route(alert);
            if (decision.Muted)
            {
                await ledger.RecordMuted(alert, cancellationToken);
                Log.Muted(logger, alert.Tenant, Plain(alert.RunId));
                return [];
            }

            IReadOnlyDictionary<string, DeliveryEntry> known = await ledger.Read(alert.Key, cancellationToken);
            return decision.To
                .Select(name => new Errand(alert, destinations[name], decision.Routes.GetValueOrDefault(name), known.GetValueOrDefault(name)))
                .Where(errand => errand.Known is not { IsFinal: true });
        }));
        return open.SelectMany(errands => errands).GroupBy(errand => errand.Destination);
    }

    private async Task Deliver(Destination destination, IEnumerable<Errand> errands, Progress progress, CancellationToken cancellationToken)
    {
        foreach (Errand errand in errands)
        {
            Alert alert = errand.Alert;
            try
            {
                Verdict verdict = await restraint.Of(errand, cancellationToken);
                TimeSpan? wait = verdict.Tell is { } told ? await Deliver(destination, told, progress, cancellationToken) : verdict.Wait;
                if (wait is { } later)
                {
                    progress.Postpone(alert, later);
                }
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, e, alert.Tenant, Plain(alert.RunId), destination.Name);
                progress.Errors.Add(e);
            }
        }
    }

    /// <summary>Delivers one alert to one destination. Returns how long to wait when it has to be tried again, or null when it is done.</summary>
    private async Task<TimeSpan?> Deliver(Destination destination, Alert alert, Progress progress, CancellationToken cancellationToken)
    {
        // Looked up before it is this destination's turn: nobody else's message waits for it.
        RunDetail? detail = await details.Of(alert, cancellationToken);
        Gate gate = gates[destination];
        using Turn? turn = await gate.Enter(_options.Delivery.MaxPacingWait, cancellationToken);
        if (turn is null)
        {
            return gate.Postpone();
        }

        // From here on nothing is cancelable: a claim without a send would later be labelled as a send that may have arrived.
        Claim claim = await ledger.TryClaim(alert, destination.Name, CancellationToken.None);
        if (claim.Status != ClaimStatus.Granted)
        {
            return claim.Status == ClaimStatus.Busy ? claim.Entry.At + DeliveryClaim.Lifetime - time.GetUtcNow() : null;
        }

        RenderedMessage message = _renderers[destination.Kind].Render(owners.On(AlertCard.Of(alert, _options.Cards, claim.Entry.MayHaveArrived || alert.PossibleRepeat, detail), alert));
        turn.Spend();
        DeliveryResult result = await poster.Post(destination, message, cancellationToken);
        gate.Learn(result, _options.Delivery);
        DeliveryEntry entry = await Record(alert, destination, claim.Entry, result);
        Sent sent = new(alert, destination.Name, entry, message.Body);
        progress.Sent.Add(sent);
        outbox.Note(sent);
        return entry.State == DeliveryState.Waiting
            ? Backoff.After(entry.Attempts, (result as DeliveryResult.RetryLater)?.After, _options.Delivery)
            : null;
    }

    // Not cancelable: what a destination accepted must be written down even while the program stops.
    private async Task<DeliveryEntry> Record(Alert alert, Destination destination, DeliveryEntry claimed, DeliveryResult result)
    {
        DeliveryEntry entry = claimed.After(result, time.GetUtcNow());
        if (entry.State == DeliveryState.Waiting && entry.At - entry.FirstAt >= _options.Delivery.GiveUpAfter)
        {
            entry = entry with { State = DeliveryState.GaveUp };
            string body = AlertMessage.Pack([alert]).Single();
            await poisoned.NoteReason(body, $"{destination.Name} stayed out of reach since {entry.FirstAt:u}: {entry.Detail}", CancellationToken.None);
            await queue.SendToPoison(body, CancellationToken.None);
        }

        if (entry.State == DeliveryState.Refused)
        {
            await refusals.Refused(destination, alert, entry.Detail);
        }

        await ledger.Record(alert.Key, destination.Name, entry, CancellationToken.None);
        if (entry.State == DeliveryState.Delivered)
        {
            await refusals.Accepted(destination);
        }

        metrics.Sent(alert, destination.Name, entry);
        Log.Sent(logger, LevelOf(entry.State), destination.Name, entry.State, alert.Tenant, Plain(alert.RunId), entry.Attempts, entry.Detail);
        return entry;
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

    // An id is foreign text, and must not write log lines of its own.
    private static string Plain(string runId) => Fetching.ForeignText.OneLine(runId, LoggedId);

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

        [LoggerMessage(LogLevel.Information, "A route mutes run {RunId} of {Tenant}; nobody is told.")]
        public static partial void Muted(ILogger logger, string tenant, string runId);

        [LoggerMessage(LogLevel.Warning, "Why a queue message failed could not be noted in storage.")]
        public static partial void NotNoted(ILogger logger, Exception exception);

        [LoggerMessage(LogLevel.Error, "Run {RunId} of {Tenant} could not be brought to {Destination}; the queue message comes back.")]
        public static partial void Failed(ILogger logger, Exception exception, string tenant, string runId, string destination);
    }
}
