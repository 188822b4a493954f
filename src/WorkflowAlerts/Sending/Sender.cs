using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Sending;

/// <summary>Brings one message to one destination: Gate → Claim → Render → Post → Record → Note.</summary>
public sealed partial class Sender(
    Gates gates, Ledger ledger, CutOffDigests cutOff, Owners owners, WebhookPoster poster, Refusals refusals, Operations operations,
    AlertQueue queue, PoisonedMessages poisoned, Outbox outbox, IOptions<WorkflowAlertsOptions> options, AlertMetrics metrics, TimeProvider time, ILogger<Sender> logger)
{
    // A destination that takes messages and never says so would else get them again and again.
    private const int MostPossibleCopies = 3;

    private readonly WorkflowAlertsOptions _options = options.Value;

    /// <summary>Sends. Returns how long to wait when it has to be tried again, or null when it is done.</summary>
    internal async Task<TimeSpan?> Send(Message message, Destination destination, RunDetail? detail, LedgerView known, Execution execution)
    {
        Gate gate = gates[destination];
        TimeSpan patience = _options.Delivery.MaxPacingWait < execution.Left ? _options.Delivery.MaxPacingWait : execution.Left;
        using Turn? turn = await gate.Enter(message.GoesFirst, patience, execution.Over);
        if (turn is null)
        {
            return gate.Postpone(message.GoesFirst);
        }

        // Not cancelable from here on: a claim without a send would later be labelled as a send that may have arrived, and what was accepted must be written down.
        Claim claim = await Claim(message, destination.Name, known);
        if (claim.Status != ClaimStatus.Granted)
        {
            return claim.Status == ClaimStatus.Busy ? claim.Entry.At + DeliveryClaim.Lifetime - time.GetUtcNow() : null;
        }

        bool mayRepeat = claim.Entry.MayHaveArrived || message.PossibleRepeat || await cutOff.Has(message, CancellationToken.None);
        RenderedMessage body = destination.Chat.Render(owners.On(message.Card(new CardSetting(_options.Cards, mayRepeat, detail)), message));
        turn.Spend();
        DeliveryResult result = await poster.Post(destination, body, execution.Over);
        gate.Learn(result, _options.Delivery);
        DeliveryEntry entry = await Settle(message, destination, claim.Entry.After(result, time.GetUtcNow()));
        if (!await ledger.Record(message, destination.Name, claim, entry, CancellationToken.None))
        {
            Log.Overtaken(logger, destination.Name, Plain(message), message.Tenant);
            return null;
        }

        await Note(message, destination, entry, body, execution);
        return entry.State == DeliveryState.Waiting ? Backoff.After(entry.Attempts, (result as DeliveryResult.RetryLater)?.After, _options.Delivery) : null;
    }

    // A claim that took so long that somebody else may have taken it over is made again: it then finds that, or is new.
    private async Task<Claim> Claim(Message message, string destination, LedgerView known)
    {
        long began = time.GetTimestamp();
        Claim claim = await ledger.TryClaim(message, destination, known, CancellationToken.None);
        while (claim.Status == ClaimStatus.Granted && time.GetElapsedTime(began) > DeliveryClaim.Fresh)
        {
            began = time.GetTimestamp();
            claim = await ledger.Renew(message, destination, claim, CancellationToken.None);
        }

        return claim;
    }

    // Before the ledger has it: a crash in between refuses it once more, and the other way round would announce nothing.
    private async Task<DeliveryEntry> Settle(Message message, Destination destination, DeliveryEntry entry)
    {
        if (entry.State == DeliveryState.Waiting && (entry.At - entry.FirstAt >= _options.Delivery.GiveUpAfter || entry.PossibleCopies >= MostPossibleCopies))
        {
            entry = entry with
            {
                State = DeliveryState.GaveUp,
                Detail = entry.PossibleCopies >= MostPossibleCopies ? $"{entry.Detail}; it may have arrived {entry.PossibleCopies} times, so it is not sent again" : entry.Detail,
            };
            if (message.IsWorthKeeping)
            {
                string body = AlertMessage.Pack([message with { To = [destination.Name] }]).Single();
                await poisoned.NoteReason(body, $"{destination.Name} stayed out of reach since {entry.FirstAt:u}: {entry.Detail}", CancellationToken.None);
                await queue.SendToPoison(body, CancellationToken.None);
            }
        }

        if (entry.State == DeliveryState.Refused)
        {
            await refusals.Refused(destination, message, entry.Detail);
        }

        return entry;
    }

    private async Task Note(Message message, Destination destination, DeliveryEntry entry, RenderedMessage body, Execution execution)
    {
        metrics.Sent(message, destination.Name, entry);
        Log.Sent(logger, LevelOf(entry.State), destination.Name, entry.State, message.Tenant, Plain(message), entry.Attempts, entry.Detail);
        Sent sent = new(message, destination.Name, entry, body.Body);
        execution.Sent.Add(sent);
        outbox.Note(sent);
        if (entry.State == DeliveryState.Delivered)
        {
            await refusals.Accepted(destination);
        }
        else if (entry.State == DeliveryState.Refused && message is SelfReport report)
        {
            await operations.Refused(report);
        }
    }

    // An id is foreign text, and must not write log lines of its own.
    private static string Plain(Message message) => Fetching.ForeignText.OneLine(message.Id, 100);

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

        [LoggerMessage(LogLevel.Warning, "{Destination}: run {RunId} of {Tenant} was sent, but another instance had taken its claim over by then; the ledger keeps what that one wrote.")]
        public static partial void Overtaken(ILogger logger, string destination, string runId, string tenant);
    }
}
