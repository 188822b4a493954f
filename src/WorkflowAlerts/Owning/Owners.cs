using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Owning;

/// <summary>Calls the owners of a workflow that failed. For anything else nobody's telephone rings.</summary>
public sealed class Owners(IOptions<WorkflowAlertsOptions> options)
{
    /// <summary>The most people and groups that one message calls on one platform.</summary>
    public const int Most = 5;

    private readonly (OwnerOptions Owner, Pattern Pattern)[] _owners = [.. options.Value.Owners.Select(owner => (owner, owner.ToPattern()))];

    /// <summary>A message's card with the mentions that belong on it.</summary>
    public Card On(Card card, Message message) => card with { Mentions = Of([.. message.Calls]) };

    private Mention[] Of(Concern[] calls) =>
    [
        .. _owners.Where(owner => calls.Any(owner.Pattern.Matches)).SelectMany(owner => Mentions(owner.Owner)).Distinct()
            .GroupBy(mention => mention.Kind).SelectMany(kind => kind.Take(Most)),
    ];

    private static IEnumerable<Mention> Mentions(OwnerOptions owner) =>
    [
        .. owner.Slack.Select(id => new Mention(DestinationKind.Slack, id)),
        .. owner.Teams.Select(user => new Mention(DestinationKind.Teams, user.Id, user.Name)),
    ];
}
