using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Chats.Slack;

/// <summary>A Slack incoming webhook.</summary>
/// <remarks>https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks</remarks>
public sealed partial class SlackChat : IChat
{
    public const string Kind = "Slack";

    public string Name => Kind;

    /// <summary>One a second, and short bursts: https://docs.slack.dev/apis/web-api/rate-limits.</summary>
    public Pacing Pacing => new(5, TimeSpan.FromSeconds(1));

    public int MostBytes => SlackRenderer.MostBytes;

    public string AcceptedMeans => "a test message was posted";

    public bool Owns(Uri address) => SlackAddress.Is(address);

    public string? Mistake(Uri address) => SlackAddress.Mistake(address);

    public IEnumerable<Mention> Mentions(CalledOptions owner) => owner.Slack.Select(id => new Mention(Kind, id));

    public IEnumerable<Mistake> Mistakes(IReadOnlyList<CalledOptions> owners) =>
        from owner in owners.Index()
        from called in owner.Item.Slack.Index()
        where !Id().IsMatch(called.Item ?? "")
        select new Mistake(
            $"{owner.Index}:Slack:{called.Index}",
            "is no id of a Slack user (U012AB3CD) or user group (S012AB3CD). Copy it from the profile's menu; Slack mentions no names.");

    public RenderedMessage Render(Card card) => SlackRenderer.Render(card);

    public async Task<DeliveryResult> Post(RenderedMessage message, Func<ReadOnlyMemory<byte>, Task<WebhookAnswer>> send)
    {
        WebhookAnswer answer = await send(message.Body);
        if (SlackAnswers.RefusesBlocks(answer) && message.PlainBody is { } plain)
        {
            answer = await send(plain.Value);
        }

        return SlackAnswers.Read(answer);
    }

    // https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
    [GeneratedRegex(@"^[UWS][A-Z0-9]{5,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
