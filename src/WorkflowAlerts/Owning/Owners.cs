using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Owning;

/// <summary>Calls the owners of a workflow that failed. For anything else nobody's telephone rings.</summary>
public sealed class Owners(IOptions<WorkflowAlertsOptions> options, ChatKinds chats)
{
    /// <summary>The most people and groups that one message calls in one chat.</summary>
    public const int Most = 5;

    private readonly (OwnerOptions Owner, Pattern Pattern)[] _owners = [.. options.Value.Owners.Select(owner => (owner, owner.ToPattern()))];

    /// <summary>A message's card with the mentions that belong on it.</summary>
    public Card On(Card card, Message message) => card with { Mentions = Of([.. message.Calls]) };

    private Mention[] Of(Concern[] calls) =>
    [
        .. _owners.Where(owner => calls.Any(owner.Pattern.Matches)).SelectMany(owner => Mentions(owner.Owner)).Distinct()
            .GroupBy(mention => mention.Chat).SelectMany(chat => chat.Take(Most)),
    ];

    private IEnumerable<Mention> Mentions(OwnerOptions owner) => chats.All.SelectMany(chat => chat.Mentions(owner));
}
