using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Reporting;

/// <summary>Tells the operations destinations about the product itself. Each thing is told once at each, which the same ledger sees to that keeps alerts from repeating.</summary>
public sealed class OperationsMessages(
    IOptions<WorkflowAlertsOptions> options,
    Destinations destinations,
    IEnumerable<ICardRenderer> renderers,
    WebhookPoster poster,
    ILedger ledger,
    TimeProvider time)
{
    /// <summary>The tenant under which the ledger keeps what is told here; no tenant's id can have a space.</summary>
    internal const string Tenant = "workflow alerts";

    // The ledger forgets by the day something ended; what was told here has no such day and is remembered.
    private static readonly DateTimeOffset Never = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<DestinationKind, ICardRenderer> _renderers = renderers.ToDictionary(renderer => renderer.Kind);

    /// <summary>Tells all operations destinations.</summary>
    /// <param name="subject">What is told: the same subject is told once.</param>
    /// <param name="card">The message.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationsUnreachableException">A destination could not be told yet.</exception>
    public async Task Tell(string subject, Card card, CancellationToken cancellationToken)
    {
        List<string> to = options.Value.Operations.Count > 0 ? options.Value.Operations : options.Value.DefaultTo;
        bool[] told = await Task.WhenAll(to.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Tell(subject, card, destinations[name], cancellationToken)));
        if (!told.All(done => done))
        {
            throw new OperationsUnreachableException();
        }
    }

    private async Task<bool> Tell(string subject, Card card, Destination destination, CancellationToken cancellationToken)
    {
        Alert told = new() { Tenant = Tenant, RunId = subject, Outcome = Outcome.Failed, EndedAt = Never };
        Claim claim = await ledger.TryClaim(told, destination.Name, cancellationToken);
        if (claim.Status != ClaimStatus.Granted)
        {
            return claim.Status == ClaimStatus.AlreadyFinal;
        }

        DeliveryResult result = await poster.Post(destination, _renderers[destination.Kind].Render(card), cancellationToken);
        DeliveryState state = result switch
        {
            DeliveryResult.Accepted => DeliveryState.Delivered,
            DeliveryResult.Refused => DeliveryState.Refused,
            _ => DeliveryState.Waiting,
        };
        await ledger.Record(told.Key, destination.Name, claim.Entry with { State = state, At = time.GetUtcNow(), Detail = result.Detail }, CancellationToken.None);
        return state != DeliveryState.Waiting;
    }
}
