using Microsoft.Extensions.Options;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Grouping;

/// <summary>
/// Makes few messages of many that are told now: what follows from a failure goes onto its card, and more than a channel should get one by one becomes a digest.
/// </summary>
public sealed class Grouper(Cascades cascades, Recoveries recoveries, IOptions<WorkflowAlertsOptions> options)
{
    private readonly DigestOptions _digest = options.Value.Digest;

    /// <summary>Groups what is told alone. What is folded into another message knows it afterwards. Returns what goes onto the queue, failures first.</summary>
    internal async Task<IReadOnlyList<Message>> Group(IReadOnlyList<Addressed> all, IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        List<Message> messages = [];
        foreach (IGrouping<string, Addressed> lane in all.GroupBy(one => one.Destination, StringComparer.OrdinalIgnoreCase))
        {
            Addressed[] crowd = [.. lane];
            messages.AddRange(await Group(crowd, incidents, cancellationToken));
        }

        return [.. messages.OrderBy(message => message.GoesFirst ? 0 : 1)];
    }

    private async Task<IEnumerable<Message>> Group(Addressed[] lane, IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        List<Message> digests = [];
        IReadOnlyDictionary<FailedRun, Addressed[]> followers = cascades.FoldUnderNew(lane);
        digests.AddRange(await cascades.FoldUnderEarlier(lane, incidents, cancellationToken));
        Addressed[] alone = [.. lane.Where(one => one.IsAlone && one.Message is not Recovery)];
        if (alone.Length > _digest.Threshold)
        {
            // With all that they would have told of: a digest counts everybody.
            HashSet<Message> told = new(alone.Select(one => one.Message), ReferenceEqualityComparer.Instance);
            digests.AddRange(Fold([.. lane.Where(one => one.IsAlone && one.Message is not Recovery || (one.Teller is { } teller && told.Contains(teller)))]));
        }

        Addressed[] recovered = [.. lane.Where(one => one.IsAlone && one.Message is Recovery)];
        if (recovered.Length > _digest.Threshold)
        {
            digests.AddRange((await recoveries.Together(recovered, cancellationToken)).Where(same => same.Length > 1).SelectMany(Fold));
        }

        return [.. lane.Where(one => one.IsAlone).Select(one => Alone(one, followers)), .. digests];
    }

    private IReadOnlyList<Digest> Fold(Addressed[] lane)
    {
        (IReadOnlyList<Digest> cards, IReadOnlyDictionary<MessageKey, Digest> tellers) =
            Digests.Of([.. lane.Select(one => one.Message)], lane[0].Destination, DigestReason.Storm, "", _digest.MaxCards);
        Array.ForEach(lane, one => one.ToldBy(tellers[one.Message.Key]));
        return cards;
    }

    private static Message Alone(Addressed one, IReadOnlyDictionary<FailedRun, Addressed[]> followers)
    {
        Message message = one.Message is FailedRun run && followers.TryGetValue(run, out Addressed[]? following)
            ? run with { Cascade = Cascade.Of([.. following.Select(follower => follower.Message)]) }
            : one.Message;
        return message with { To = [one.Destination] };
    }
}
