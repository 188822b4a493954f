using Microsoft.Extensions.Options;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Grouping;

/// <summary>
/// Decides which of a poll's alerts are told one by one, which on the card of the failure they follow from, and which in a digest. It decides for each
/// destination, so nobody misses anything because of what another hears.
/// </summary>
public sealed class Planner(Router router, QuietCalendar calendar, ILedger ledger, IOptions<WorkflowAlertsOptions> options)
{
    private readonly CascadeRules _rules = new(options.Value.Cascade);
    private readonly DigestOptions _digest = options.Value.Digest;

    /// <param name="alerts">The poll's new alerts.</param>
    /// <param name="incidents">How the workflows stand, for failures that were told by earlier polls.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task<Plan> Of(IReadOnlyList<Alert> alerts, IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        Told[] all = [.. alerts.SelectMany(alert => router.Route(alert) is var decision
            ? decision.To.Select(destination => new Told(alert, destination, decision.Routes.GetValueOrDefault(destination)))
            : [])];
        List<Alert> digests = [];
        Dictionary<AlertKey, Dictionary<AlertKey, Alert>> cascades = [];
        foreach (IGrouping<string, Told> lane in all.GroupBy(told => told.Destination, StringComparer.OrdinalIgnoreCase))
        {
            Told[] told = [.. lane];
            FoldUnderNew(told, cascades);
            digests.AddRange(await FoldUnderEarlier(told, incidents, cancellationToken));
            digests.AddRange(Storm(told));
        }

        ILookup<AlertKey, Told> byAlert = all.ToLookup(told => told.Alert.Key);
        return new Plan(
            digests,
            [.. alerts.Select(alert => Remaining(alert, [.. byAlert[alert.Key]]) with { Cascade = cascades.TryGetValue(alert.Key, out Dictionary<AlertKey, Alert>? following) ? Cascade.Of(following.Values) : null })],
            byAlert.Where(told => told.Any(one => one.FoldedInto is not null)).ToDictionary(
                told => told.Key,
                told => (IReadOnlyDictionary<string, string>)told.Where(one => one.FoldedInto is not null).ToDictionary(one => one.Destination, one => one.FoldedInto!)));
    }

    // Under a failure of the same poll. Not under one that a route holds back: were it never told, what follows from it would not be either.
    private void FoldUnderNew(Told[] lane, Dictionary<AlertKey, Dictionary<AlertKey, Alert>> cascades)
    {
        Told[] causes = [.. lane.Where(told => !told.IsHeld && _rules.CanCause(told.Alert)).OrderBy(told => told.Alert.EndedAt).Take(_digest.Threshold)];
        Told[] candidates = causes.Length == 0 ? [] : [.. lane.Where(told => _rules.CanFollow(told.Alert))];
        foreach (Told cause in causes.Where(cause => cause.FoldedInto is null))
        {
            Told[] following = [.. candidates.Where(told => told.FoldedInto is null && _rules.Follows(told.Alert, cause.Alert.WorkflowType, cause.Alert.EndedAt))];
            foreach (Told told in following)
            {
                told.FoldedInto = cause.Alert.RunId;
            }

            if (following.Length > 0)
            {
                // A card is the same at every destination: what follows at any of them is counted once.
                Dictionary<AlertKey, Alert> known = cascades.TryGetValue(cause.Alert.Key, out Dictionary<AlertKey, Alert>? others) ? others : cascades[cause.Alert.Key] = [];
                Array.ForEach(following, told => known[told.Alert.Key] = told.Alert);
            }
        }
    }

    // Under a failure whose card has gone out before: what follows from it comes as one card of its own.
    private async Task<IReadOnlyList<Alert>> FoldUnderEarlier(Told[] lane, IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        List<Alert> cards = [];
        Told[] candidates = [.. lane.Where(told => told.FoldedInto is null && _rules.CanFollow(told.Alert)).OrderBy(told => told.Alert.EndedAt)];
        if (candidates.Length == 0)
        {
            return cards;
        }

        DateTimeOffset[] ends = [.. candidates.Select(told => told.Alert.EndedAt!.Value)];
        foreach (Incident cause in incidents.Where(incident => incident.IsOpen && _rules.CanCause(incident.Workflow.Type)))
        {
            foreach (Failure failure in cause.Failures)
            {
                // Of thousands of failures and thousands of causes, only those that lie close together are held against each other.
                Told[] following = [.. candidates.Skip(FirstAt(ends, failure.EndedAt)).TakeWhile(told => told.Alert.EndedAt - failure.EndedAt <= _rules.Longest)
                    .Where(told => told.FoldedInto is null && _rules.Follows(told.Alert, cause.Workflow.Type, failure.EndedAt))];
                if (following.Length > 0 && await WasTold(cause, failure, lane[0].Destination, cancellationToken))
                {
                    cards.AddRange(Fold(following, DigestReason.Cascade, cause.Workflow.Name));
                }
            }
        }

        return cards;
    }

    // The first of the ends that is not before a time.
    private static int FirstAt(DateTimeOffset[] ends, DateTimeOffset at)
    {
        int found = Array.BinarySearch(ends, at);
        found = found < 0 ? ~found : found;
        while (found > 0 && ends[found - 1] == at)
        {
            found--;
        }

        return found;
    }

    private async Task<bool> WasTold(Incident cause, Failure failure, string destination, CancellationToken cancellationToken)
    {
        AlertKey key = new(cause.Workflow.Tenant, failure.RunId, Outcome.Failed, failure.EndedAt);
        return (await ledger.Read(key, cancellationToken)).GetValueOrDefault(destination) is { State: DeliveryState.Delivered or DeliveryState.Sending or DeliveryState.Waiting };
    }

    private IReadOnlyList<Alert> Storm(Told[] lane)
    {
        Told[] left = [.. lane.Where(told => told.FoldedInto is null && told.Alert.Recovery is null)];
        if (left.Length <= _digest.Threshold)
        {
            return [];
        }

        // What quiet hours keep must not keep back what comes through, nor the other way round.
        return [.. left.GroupBy(told => calendar.QuietUntil(told.Alert, told.Destination, told.Route) is null)
            .SelectMany(told => Fold([.. told], DigestReason.Storm, "").Select(card => card with { Digest = card.Digest! with { ComesThrough = told.Key } }))];
    }

    private IReadOnlyList<Alert> Fold(Told[] told, DigestReason reason, string cause)
    {
        IReadOnlyList<Alert> cards = Digests.Of([.. told.Select(one => one.Alert)], told[0].Destination, reason, cause, _digest.MaxCards);
        foreach (Told one in told)
        {
            one.FoldedInto = cards[0].RunId;
        }

        return cards;
    }

    private static Alert Remaining(Alert alert, Told[] told) => told.All(one => one.FoldedInto is null)
        ? alert
        : alert with { To = [.. told.Where(one => one.FoldedInto is null).Select(one => one.Destination)] };
}
