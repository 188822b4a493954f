using Microsoft.Extensions.Options;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Holding;

/// <summary>
/// Decides whether an alert is told now: it may have to wait for a rerun, or for the end of quiet hours or a mute. Nothing of this is in memory: what waits
/// is on the queue and in the ledger, what is kept is in a table.
/// </summary>
public sealed class Restraint(Silence silence, IIncidents incidents, ILedger ledger, IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    private readonly HashSet<string> _holding = new(
        options.Value.Routes.Where(route => route.Hold > TimeSpan.Zero).SelectMany(route => route.To), StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether an alert's fate hangs on how others were delivered: these must be recorded before it is asked for.</summary>
    internal bool LooksAtOthers(Errand errand) => errand.Route is { Hold.Ticks: > 0 } || (errand.Alert.Recovery is not null && _holding.Contains(errand.Destination.Name));

    internal async Task<Verdict> Of(Errand errand, CancellationToken cancellationToken)
    {
        // A send that was begun is not taken back.
        if (!errand.IsBegun && await silence.Keeps(errand, cancellationToken))
        {
            return Verdict.ByAnother;
        }

        return errand switch
        {
            { Hold.Ticks: > 0 } => await WaitAndSee(errand, cancellationToken),
            { Alert.Recovery: { } recovery, IsBegun: false } when _holding.Contains(errand.Destination.Name) => await AfterHeld(errand, recovery, cancellationToken),
            _ => Verdict.Now(errand.Alert),
        };
    }

    private async Task<Verdict> WaitAndSee(Errand errand, CancellationToken cancellationToken)
    {
        Alert alert = errand.Alert;
        DateTimeOffset heldAt = time.GetUtcNow();
        if (!errand.IsBegun)
        {
            TimeSpan hold = errand.Route!.Hold;
            DeliveryEntry held = await ledger.TryNote(alert, errand.Destination.Name, DeliveryState.Held, $"held for {hold}, in case a rerun works", cancellationToken);
            if (held.State != DeliveryState.Held)
            {
                return held.IsFinal ? Verdict.ByAnother : Verdict.Now(alert);
            }

            heldAt = held.At;
            if (held.At + hold - time.GetUtcNow() is { Ticks: > 0 } left)
            {
                return Verdict.Later(left);
            }
        }

        Incident? now = await incidents.Find(WorkflowKey.Of(alert), cancellationToken);
        if (now?.LastSuccess >= alert.EndedAt)
        {
            return Verdict.Now(alert with { Recovery = Mended(alert, now.LastSuccess.Value) });
        }

        return now is not null && !errand.IsBegun && await FailedAgain(errand, heldAt, now, cancellationToken) ? Verdict.ByAnother : Verdict.Now(alert);
    }

    private static Recovery Mended(Alert alert, DateTimeOffset workedAt) => new()
    {
        Count = 1, Since = alert.Key.At, WorkedAt = workedAt, WasHeld = true, Runs = [new EarlierRun(alert.RunId, alert.Key.At)],
    };

    // The later failure's card counts this one and names it; but only where that card has arrived, and was made after this run had become known, does it
    // stand for both.
    private async Task<bool> FailedAgain(Errand errand, DateTimeOffset heldAt, Incident now, CancellationToken cancellationToken)
    {
        foreach (Failure later in now.Failures.Where(failure => failure.EndedAt > errand.Alert.EndedAt).Take(Streak.MostEarlier))
        {
            AlertKey key = new(errand.Alert.Tenant, later.RunId, Outcome.Failed, later.EndedAt);
            if ((await ledger.Read(key, cancellationToken)).GetValueOrDefault(errand.Destination.Name) is { State: DeliveryState.Delivered } told && told.FirstAt >= heldAt)
            {
                await ledger.TryNote(errand.Alert, errand.Destination.Name, DeliveryState.Folded, later.RunId, cancellationToken);
                return true;
            }
        }

        return false;
    }

    // Where all failures are still held, nobody knows of them, and each tells by itself that a rerun worked.
    private async Task<Verdict> AfterHeld(Errand errand, Recovery recovery, CancellationToken cancellationToken)
    {
        bool anyHeld = false;
        foreach (EarlierRun run in recovery.Runs)
        {
            AlertKey key = new(errand.Alert.Tenant, run.RunId, Outcome.Failed, run.EndedAt);
            DeliveryEntry? entry = (await ledger.Read(key, cancellationToken)).GetValueOrDefault(errand.Destination.Name);
            anyHeld |= entry is { State: DeliveryState.Held };
            if (entry is { State: not DeliveryState.Held })
            {
                return Verdict.Now(errand.Alert);
            }
        }

        if (!anyHeld)
        {
            return Verdict.Now(errand.Alert);
        }

        await ledger.TryNote(errand.Alert, errand.Destination.Name, DeliveryState.Folded, recovery.Runs[0].RunId, cancellationToken);
        return Verdict.ByAnother;
    }
}
