using WorkflowAlerts.Delivery;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts;

/// <summary>An alert on its way to one destination.</summary>
/// <param name="Alert">What is told.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Route">The route that says so; null: the default, or it was decided when the alert was made.</param>
/// <param name="Known">What the ledger knew of it.</param>
internal sealed record Errand(Alert Alert, Destination Destination, RouteOptions? Route, DeliveryEntry? Known)
{
    /// <summary>Whether a send was begun before.</summary>
    public bool IsBegun => Known is { State: DeliveryState.Sending or DeliveryState.Waiting };

    /// <summary>How long it is held back in the hope of a rerun; nothing for whatever is not the first failure of a workflow.</summary>
    public TimeSpan Hold => this is { Alert: { Outcome: Outcome.Failed, Digest: null, Streak: not { Count: > 1 } }, Route.Hold: var hold } ? hold : TimeSpan.Zero;
}
