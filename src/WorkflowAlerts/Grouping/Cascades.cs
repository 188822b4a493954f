using Microsoft.Extensions.Options;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Grouping;

/// <summary>Folds failures that possibly follow from another one.</summary>
public sealed class Cascades(Ledger ledger, IOptions<WorkflowAlertsOptions> options)
{
    private readonly CascadeRules _rules = new(options.Value.Cascade);
    private readonly DigestOptions _digest = options.Value.Digest;

    /// <summary>Folds under failures of the same poll, whose cards are still to be made. Returns by failure what is told on its card.</summary>
    internal IReadOnlyDictionary<FailedRun, Addressed[]> FoldUnderNew(Addressed[] lane)
    {
        Dictionary<FailedRun, Addressed[]> folded = new(ReferenceEqualityComparer.Instance);
        Addressed[] causes = [.. Candidates(lane, run => IsCause(run)).Take(_digest.Threshold)];
        Addressed[] candidates = causes.Length == 0 ? [] : [.. Candidates(lane, _rules.CanFollow)];
        foreach (Addressed cause in causes.Where(cause => cause.IsAlone))
        {
            FailedRun run = (FailedRun)cause.Message;
            Addressed[] following = [.. candidates.Where(one => one.IsAlone && one != cause && _rules.Follows((FailedRun)one.Message, run.Workflow, run.EndedAt))];
            Array.ForEach(following, one => one.ToldBy(run));
            if (following.Length > 0)
            {
                folded[run] = following;
            }
        }

        return folded;
    }

    /// <summary>Folds under failures whose cards have gone out before: what follows from one comes as a card of its own.</summary>
    internal async Task<IReadOnlyList<Digest>> FoldUnderEarlier(
        Addressed[] lane, IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        List<Digest> cards = [];
        Addressed[] candidates = [.. Candidates(lane, _rules.CanFollow)];
        if (candidates.Length == 0)
        {
            return cards;
        }

        DateTimeOffset[] ends = [.. candidates.Select(one => one.Message.Key.At)];
        foreach (Incident cause in incidents.Where(incident => incident.IsOpen && _rules.CanCause(incident.Workflow)))
        {
            foreach (Failure failure in cause.Failures)
            {
                // Of thousands of failures and thousands of causes, only those that lie close together are held against each other.
                Addressed[] following =
                [
                    .. candidates.Skip(FirstAt(ends, failure.EndedAt)).TakeWhile(one => one.Message.Key.At - failure.EndedAt <= _rules.Longest)
                        .Where(one => one.IsAlone && _rules.Follows((FailedRun)one.Message, cause.Workflow, failure.EndedAt)),
                ];
                if (following.Length > 0 && await WasTold(failure.Key(cause.Workflow.Tenant), lane[0].Destination, cancellationToken))
                {
                    cards.AddRange(Fold(following, cause.Workflow.Name));
                }
            }
        }

        return cards;
    }

    private static IEnumerable<Addressed> Candidates(Addressed[] lane, Func<FailedRun, bool> isCandidate) =>
        lane.Where(one => one.IsAlone && one.Message is FailedRun run && isCandidate(run)).OrderBy(one => one.Message.Key.At);

    private bool IsCause(FailedRun run) => run is { Outcome: Outcome.Failed, EndedAt: not null } && _rules.CanCause(run.Workflow);

    private IReadOnlyList<Digest> Fold(Addressed[] following, string cause)
    {
        (IReadOnlyList<Digest> cards, IReadOnlyDictionary<MessageKey, Digest> tellers) =
            Digests.Of([.. following.Select(one => one.Message)], following[0].Destination, DigestReason.Cascade, cause, _digest.MaxCards);
        Array.ForEach(following, one => one.ToldBy(tellers[one.Message.Key]));
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

    private async Task<bool> WasTold(MessageKey cause, string destination, CancellationToken cancellationToken) =>
        (await ledger.Read(cause, cancellationToken)).GetValueOrDefault(destination)
            is { State: DeliveryState.Delivered or DeliveryState.Sending or DeliveryState.Waiting };
}
