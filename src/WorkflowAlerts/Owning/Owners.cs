using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Owning;

/// <summary>Calls the owners of a workflow that failed. For anything else nobody's telephone rings.</summary>
public sealed class Owners(IOptions<WorkflowAlertsOptions> options, ChatKinds chats)
{
    /// <summary>The most people and groups that one message calls in one chat.</summary>
    public const int Most = 5;

    private readonly IReadOnlyList<OwnerOptions> _owners = options.Value.Owners;

    /// <summary>An alert's card with the mentions that belong on it.</summary>
    public Card On(Card card, Alert alert) => card with { Mentions = Of(alert) };

    private Mention[] Of(Alert alert) =>
    [
        .. _owners.Where(owner => Owns(owner, alert)).SelectMany(Mentions).Distinct()
            .GroupBy(mention => mention.Chat).SelectMany(chat => chat.Take(Most)),
    ];

    private static bool Owns(OwnerOptions owner, Alert alert) => alert switch
    {
        { Digest: { Reason: DigestReason.Storm } digest } => digest.Groups.Any(group =>
            group.Outcome == Outcome.Failed && Matches(owner, group.Tenant, group.WorkflowType, group.WorkflowName, email: null)),
        { Digest: null, Recovery: null, Outcome: Outcome.Failed, ManualStop: false } =>
            Matches(owner, alert.Tenant, alert.WorkflowType, alert.WorkflowName, alert.StartedByEmail),
        _ => false,
    };

    private static bool Matches(OwnerOptions owner, string tenant, string type, string name, string? email) =>
        Matches(owner.Tenant, tenant) && Matches(owner.Type, type) && Matches(owner.Name, name)
        && (string.IsNullOrEmpty(owner.Email) || (email is { Length: > 0 } && Glob.Matches(owner.Email, email)));

    private static bool Matches(string? glob, string text) => string.IsNullOrEmpty(glob) || Glob.Matches(glob, text);

    private IEnumerable<Mention> Mentions(OwnerOptions owner) => chats.All.SelectMany(chat => chat.Mentions(owner));
}
