using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// Tells the operations destinations about the product itself. Each thing is told once at each, which the same ledger sees to that keeps alerts from
/// repeating. When all of them refuse, the others are told: somebody has to hear of it.
/// </summary>
public sealed partial class OperationsMessages(
    IOptions<WorkflowAlertsOptions> options,
    Destinations destinations,
    Gates gates,
    WebhookPoster poster,
    ILedger ledger,
    ITroubles troubles,
    Outbox outbox,
    TimeProvider time,
    ILogger<OperationsMessages> logger)
{
    /// <summary>The tenant under which the ledger keeps what is told here; no tenant's id can have a space.</summary>
    public const string Tenant = "workflow alerts";

    private IEnumerable<Destination> Operations =>
        (options.Value.Operations.Count > 0 ? options.Value.Operations : options.Value.DefaultTo).Select(name => destinations[name]).Distinct();

    /// <summary>Tells all operations destinations.</summary>
    /// <param name="subject">What is told: the same subject of the same time is told once.</param>
    /// <param name="at">When it happened. The ledger forgets it with that day.</param>
    /// <param name="card">The message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationsUnreachableException">A destination could not be told yet.</exception>
    public async Task Tell(string subject, DateTimeOffset at, Card card, CancellationToken cancellationToken)
    {
        Alert told = Told(subject, at);
        DeliveryState[] states = await Task.WhenAll(Operations.Select(destination => Tell(told, card, destination, cancellationToken)));
        if (states.All(state => state == DeliveryState.Refused))
        {
            Log.NobodyTold(logger, subject);
            states = await Task.WhenAll(destinations.All.Except(Operations).Select(destination => Tell(told, card, destination, cancellationToken)));
        }

        if (states.Any(state => state is not (DeliveryState.Delivered or DeliveryState.Refused)))
        {
            throw new OperationsUnreachableException();
        }
    }

    /// <summary>Tells one destination, whatever it is for.</summary>
    /// <exception cref="OperationsUnreachableException">It could not be told yet.</exception>
    internal async Task TellOne(string subject, DateTimeOffset at, Card card, Destination destination, CancellationToken cancellationToken)
    {
        if (await Tell(Told(subject, at), card, destination, cancellationToken) is not (DeliveryState.Delivered or DeliveryState.Refused))
        {
            throw new OperationsUnreachableException();
        }
    }

    /// <summary>Whether a destination was told, or refused to be.</summary>
    internal async Task<bool> WasTold(string subject, DateTimeOffset at, Destination destination, CancellationToken cancellationToken) =>
        (await ledger.Read(Told(subject, at).Key, cancellationToken)).GetValueOrDefault(destination.Name) is { IsFinal: true };

    private static Alert Told(string subject, DateTimeOffset at) => new() { Tenant = Tenant, RunId = subject, Outcome = Outcome.Failed, EndedAt = at };

    private async Task<DeliveryState> Tell(Alert told, Card card, Destination destination, CancellationToken cancellationToken)
    {
        Gate gate = gates[destination];
        using Turn? turn = await gate.Enter(options.Value.Delivery.MaxPacingWait, cancellationToken);
        if (turn is null)
        {
            return DeliveryState.Waiting;
        }

        Claim claim = await ledger.TryClaim(told, destination.Name, CancellationToken.None);
        if (claim.Status != ClaimStatus.Granted)
        {
            return claim.Entry.State;
        }

        turn.Spend();
        RenderedMessage message = Render(card, destination, claim.Entry);
        DeliveryResult result = await poster.Post(destination, message, cancellationToken);
        gate.Learn(result, options.Value.Delivery);
        DeliveryEntry entry = claim.Entry.After(result, time.GetUtcNow());
        if (result is DeliveryResult.Refused)
        {
            await troubles.Note(TroubleKind.Refusal, destination.Name, time.GetUtcNow(), $"{result.Detail} (a message of Workflow Alerts itself)", CancellationToken.None);
        }

        await ledger.Record(told.Key, destination.Name, entry, CancellationToken.None);
        outbox.Note(new Sent(told, destination.Name, entry, message.Body));
        Log.Sent(logger, entry.State == DeliveryState.Delivered ? LogLevel.Information : LogLevel.Error, destination.Name, entry.State, told.RunId, entry.Detail);
        return entry.State;
    }

    private RenderedMessage Render(Card card, Destination destination, DeliveryEntry claimed) =>
        destination.Chat.Render(claimed.MayHaveArrived ? card with { Notes = [AlertCard.PossibleRepeat, .. card.Notes] } : card);

    private static partial class Log
    {
        [LoggerMessage(Message = "{Destination}: {State}, report of Workflow Alerts on itself ({Subject}): {Detail}")]
        public static partial void Sent(ILogger logger, LogLevel level, string destination, DeliveryState state, string subject, string detail);

        [LoggerMessage(LogLevel.Critical, "Every operations destination refuses {Subject}; all other destinations are told instead.")]
        public static partial void NobodyTold(ILogger logger, string subject);
    }
}
