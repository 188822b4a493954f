using Microsoft.Extensions.Logging;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Sending;

/// <summary>
/// What becomes of a queue message: Read → Address → Deliver, one lane a destination, so that a slow or broken one never stops another. What cannot be delivered yet goes
/// back onto the queue as a new message; waiting costs none of the old one's dequeues.
/// </summary>
public sealed partial class AlertPipeline(
    Router router, Destinations destinations, Line line, Ledger ledger, AlertQueue queue, PoisonedMessages poisoned, DamageReport damage, Stopping stopping, TimeProvider time,
    ILogger<AlertPipeline> logger)
{
    /// <summary>
    /// Delivers what a queue message tells. Returning means that each was delivered, refused for good, or put back for later, and that the message may be deleted; what was
    /// sent is the result. Throwing means that the message must come back.
    /// </summary>
    /// <exception cref="UnreadableMessageException">The body is no alert message of a version that is known.</exception>
    /// <exception cref="AggregateException">Some messages could be neither delivered nor put back; the others were.</exception>
    public async Task<IReadOnlyCollection<Sent>> Run(string body, CancellationToken cancellationToken)
    {
        try
        {
            IReadOnlyCollection<Sent> sent = await Deliver(AlertMessage.Read(body), cancellationToken);
            await damage.NoteSafely(cancellationToken);
            return sent;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await Note(body, e);
            throw;
        }
    }

    private async Task<IReadOnlyCollection<Sent>> Deliver(IReadOnlyList<Message> messages, CancellationToken cancellationToken)
    {
        using Execution execution = new(time, cancellationToken, stopping.Token);
        LedgerView known = await ledger.View(messages.Select(message => message.Key), CancellationToken.None);
        (Message Message, string To)[] addressed = [.. messages.SelectMany(message => Addressees(message).Select(to => (message, to)))];
        await Task.WhenAll(addressed.GroupBy(one => one.To, one => one.Message, StringComparer.OrdinalIgnoreCase)
            .Select(lane => Deliver([.. lane], lane.Key, known, execution)));
        await Task.WhenAll(execution.Postponed().Select(message => queue.Send(message.Body, message.Delay, CancellationToken.None)));
        return execution.Errors.IsEmpty
            ? execution.Sent
            : throw new AggregateException("Some alerts could not be delivered; the queue message comes back.", execution.Errors);
    }

    private async Task Deliver(IReadOnlyList<Message> messages, string name, LedgerView known, Execution execution)
    {
        Message[] left = [.. messages.Where(message => known.Entries(message.Key).GetValueOrDefault(name) is not ({ IsFinal: true } or { State: DeliveryState.Kept }))];
        if (destinations.Find(name) is { } destination)
        {
            await line.Deliver(left, destination, known, execution);
        }
        else
        {
            await Task.WhenAll(left.Select(message => Redirect(message, name)));
        }
    }

    // What version 0.1 queued left it to the routes.
    private IReadOnlyList<string> Addressees(Message message) =>
        message.To ?? (message is LateRun late ? router.RouteLate(late.Workflow) : router.Route(message.Concerns[0])).To;

    // A destination that was taken out of the configuration meanwhile takes nothing with it but the ends of what was told there.
    private async Task Redirect(Message message, string name)
    {
        Log.Gone(logger, name, Fetching.ForeignText.OneLine(message.Id, 100), message.Tenant);
        bool isNeeded = !message.NeedsAfter && message is not (Recovery or SelfReport or WeeklyReport);
        string[] instead = isNeeded ? [.. Addressed(message).Where(to => destinations.Find(to) is not null)] : [];
        Teller? teller = instead.Length > 0 ? null : new Teller(message.Id, message.Key.Outcome, message.Key.At);

        // First told elsewhere, then noted: a crash in between tells it once more, which the ledger stops; the other way round would lose it.
        foreach (string body in instead.SelectMany(to => AlertMessage.Pack([message with { To = [to] }])))
        {
            await queue.Send(body, TimeSpan.Zero, CancellationToken.None);
        }

        await ledger.Note(
            message, name, _ => DeliveryEntry.Of(DeliveryState.NotTold, teller is null ? $"the destination is gone; told at {string.Join(", ", instead)}" : "the destination is gone", time.GetUtcNow()),
            CancellationToken.None);
    }

    // By the routes of today.
    private IEnumerable<string> Addressed(Message message) =>
        message.Concerns.SelectMany(concern => concern.Outcome is Outcome.Failing or Outcome.Overdue ? router.RouteLate(concern.Workflow).To : router.Route(concern).To)
            .Distinct(StringComparer.OrdinalIgnoreCase);

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
        [LoggerMessage(LogLevel.Warning, "There is no destination {Destination} any more; run {RunId} of {Tenant} is told by the routes of today.")]
        public static partial void Gone(ILogger logger, string destination, string runId, string tenant);

        [LoggerMessage(LogLevel.Warning, "Why a queue message failed could not be noted in storage.")]
        public static partial void NotNoted(ILogger logger, Exception exception);
    }
}
