using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Chats.Teams;

/// <summary>A Microsoft Teams Workflows (Power Automate) webhook.</summary>
public sealed partial class TeamsChat : IChat
{
    public const string Kind = "Teams";

    public string Name => Kind;

    /// <summary>Together 25 in any 5 minutes, what the Flow bot may post: https://learn.microsoft.com/connectors/teams.</summary>
    public Pacing Pacing => new(10, TimeSpan.FromSeconds(20));

    public int MostBytes => TeamsRenderer.MostBytes;

    public string AcceptedMeans => "accepted; Power Automate says so before it posts, so look whether the message is in the channel";

    public bool Owns(Uri address) => TeamsAddress.Is(address);

    public string? Mistake(Uri address) => TeamsAddress.Mistake(address);

    public IEnumerable<Mention> Mentions(CalledOptions owner) => owner.Teams.Select(user => new Mention(Kind, user.Id, user.Name));

    public IEnumerable<Mistake> Mistakes(IReadOnlyList<CalledOptions> owners)
    {
        Dictionary<string, (string Id, string Path)> named = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string path, TeamsUserOptions user) in Users(owners))
        {
            foreach (Mistake mistake in Mistakes(user))
            {
                yield return mistake with { Path = $"{path}:{mistake.Path}" };
            }

            // A card names whom it calls by <at>name</at> and nothing else, so two of one name would be one.
            if (!named.TryAdd(user.Name, (user.Id, path)) && !named[user.Name].Id.Equals(user.Id, StringComparison.OrdinalIgnoreCase))
            {
                yield return new Mistake(
                    $"{path}:Name",
                    $"is the name of somebody else as well, in Owners:{named[user.Name].Path}. "
                    + "Teams could not tell them apart on one card: give each a name of their own.");
            }
        }
    }

    public RenderedMessage Render(Card card) => TeamsRenderer.Render(card);

    public async Task<DeliveryResult> Post(RenderedMessage message, Func<ReadOnlyMemory<byte>, Task<WebhookAnswer>> send) =>
        TeamsAnswers.Read(await send(message.Body));

    private static IEnumerable<(string Path, TeamsUserOptions User)> Users(IReadOnlyList<CalledOptions> owners) =>
        from owner in owners.Index()
        from user in owner.Item.Teams.Index()
        select ($"{owner.Index}:Teams:{user.Index}", user.Item);

    private static IEnumerable<Mistake> Mistakes(TeamsUserOptions user)
    {
        if (!Guid.TryParseExact(user.Id, "D", out _) && !PrincipalName().IsMatch(user.Id))
        {
            yield return new Mistake("Id", "is neither an Entra object id nor a user principal name such as jane@contoso.com.");
        }

        if (!ShownName().IsMatch(user.Name))
        {
            yield return new Mistake("Name", "is missing or no plain name. Use letters, digits, spaces and . ' -, at most 80.");
        }
    }

    [GeneratedRegex(@"^[^\s@<>""]{1,64}@[^\s@<>""]{1,190}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PrincipalName();

    // Nothing that a TextBlock would take for markdown, or for the end of the mention.
    [GeneratedRegex(@"^(?=.*\p{L})[\p{L}\p{M}\p{N} .'’-]{1,80}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ShownName();
}
