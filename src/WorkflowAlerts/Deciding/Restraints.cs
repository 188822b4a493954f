using WorkflowAlerts.Matching;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Deciding;

/// <summary>What is told, and what waits: mute, quiet hours, hold, in this order. The first rule that restrains decides; when it ends, all are asked again.</summary>
public sealed class Restraints(MuteRestraint mute, QuietRestraint quiet, Router router, TimeProvider time)
{
    private readonly IRestraint[] _silences = [mute, quiet];

    /// <summary>Whether a message waits at a destination, or null.</summary>
    /// <param name="message">What.</param>
    /// <param name="destination">To whom.</param>
    /// <param name="heldSince">Since when it is held; null: it was just decided on.</param>
    /// <param name="cancellationToken">Ends the wait for what has to be read.</param>
    internal async ValueTask<Wait?> Of(Message message, string destination, DateTimeOffset? heldSince, CancellationToken cancellationToken) =>
        await Silence(message, destination, cancellationToken) ?? Hold(message, destination, heldSince ?? time.GetUtcNow());

    /// <summary>Whether a silence keeps a message. What stands for several is kept only while none of them would be told.</summary>
    internal ValueTask<Wait?> Silence(Message message, string destination, CancellationToken cancellationToken) =>
        Silence(message.CanBeKept ? message.Concerns : [], destination, cancellationToken);

    /// <summary>The same of whom something concerns.</summary>
    internal async ValueTask<Wait?> Silence(IReadOnlyList<Concern> concerns, string destination, CancellationToken cancellationToken)
    {
        Wait? longest = null;
        foreach (Concern concern in concerns)
        {
            if (await Silence(concern, destination, cancellationToken) is not { } wait)
            {
                return null;
            }

            longest = wait.Until > longest?.Until || longest is null ? wait : longest;
        }

        return longest;
    }

    /// <summary>Whether a silence keeps what happened.</summary>
    internal async ValueTask<Wait?> Silence(Concern concern, string destination, CancellationToken cancellationToken)
    {
        DateTimeOffset now = time.GetUtcNow();
        foreach (IRestraint silence in _silences)
        {
            if (await silence.On(concern, RouteOf(concern, destination), now, cancellationToken) is { } wait)
            {
                return wait;
            }
        }

        return null;
    }

    /// <summary>Whether quiet hours keep what happened, whatever else does.</summary>
    public ValueTask<Wait?> QuietHours(Concern concern, string destination, CancellationToken cancellationToken) =>
        ((IRestraint)quiet).On(concern, RouteOf(concern, destination), time.GetUtcNow(), cancellationToken);

    private Wait? Hold(Message message, string destination, DateTimeOffset since) =>
        message.CanBeHeld && RouteOf(message.Concerns[0], destination) is { Hold: var hold } && since + hold > time.GetUtcNow()
            ? new Wait(WaitReason.Hold, since + hold)
            : null;

    private RouteOptions? RouteOf(Concern concern, string destination) =>
        (concern.Outcome is Outcome.Failing or Outcome.Overdue ? router.RouteLate(concern.Workflow) : router.Route(concern)).Routes.GetValueOrDefault(destination);
}
