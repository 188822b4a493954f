using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Chats.Slack;

/// <summary>
/// Renders Block Kit for an incoming webhook. What happened, who has to act and the error are blocks of the message itself; the details follow in an
/// attachment for its colour bar (Slack treats attachments as secondary and may fold them). Limits: https://docs.slack.dev/reference/block-kit/blocks.
/// </summary>
internal static class SlackRenderer
{
    /// <summary>Slack names no limit for a whole message; this keeps one a screenful.</summary>
    public const int MostBytes = 16 * 1024;

    // Slack allows 4000 for the text; the note about shortening and a link's markup share the rest.
    private const int MostText = 3800;
    private const int FactsPerSection = 5;

    private static readonly CardLimits Limits = new() { Headline = 150, Quote = 2500, Weight = SlackText.Weight, TimeWeight = SlackText.TimeWeight };

    public static RenderedMessage Render(Card card) => new(
        Fitting.Fit(card, Limits, MostBytes, fitted => CardJson.Bytes(Rich(fitted))),
        new Lazy<ReadOnlyMemory<byte>>(() => Fitting.Fit(card, Limits, MostBytes, fitted => CardJson.Bytes(TextOnly(fitted)))));

    private static JsonObject Rich(Card card)
    {
        JsonObject message = TextOnly(card);
        message["blocks"] = new JsonArray([.. Blocks(card)]);
        if (Details(card).ToArray() is { Length: > 0 } details)
        {
            message["attachments"] = new JsonArray(new JsonObject
            {
                ["color"] = Colour(card.Tone),
                ["fallback"] = SlackText.Sentence(card.Headline),
                ["blocks"] = new JsonArray(details),
            });
        }

        return message;
    }

    private static JsonObject TextOnly(Card card)
    {
        string link = card.Link is null ? "" : "\n" + LinkTo(card.Link);
        return new JsonObject
        {
            ["text"] = Sentences(card, MostText - link.Length) + link,
            ["mrkdwn"] = false,
            ["parse"] = "none",
            ["unfurl_links"] = false,
            ["unfurl_media"] = false,
        };
    }

    // Screen readers read the text and not the blocks, so it says everything, the error last unless the summary has said it.
    private static string Sentences(Card card, int most)
    {
        CardText[] lines =
        [
            card.Summary,
            card.Call,
            .. card.Notes.Where(note => note != Fitting.Note),
            .. card.Facts.Select(fact => CardText.Of($"{fact.Label}: {fact.Value}")),
            card.Summary.ToString().EndsWith(card.Quote.ToString(), StringComparison.Ordinal) ? CardText.Empty : card.Quote,
        ];
        CardText text = CardText.Lines(lines);
        CardText fitted = Shortening.Cut(text, most, Limits);

        // The note comes last here, out of reach of the cut it tells of.
        bool whole = ReferenceEquals(fitted, text) && !card.Notes.Contains(Fitting.Note);
        return SlackText.Sentence(whole ? text : CardText.Of($"{fitted}\n{Fitting.Note}"));
    }

    private static IEnumerable<JsonNode> Blocks(Card card)
    {
        yield return new JsonObject { ["type"] = "header", ["text"] = Literal(card.Headline) };

        if (!card.Call.IsEmpty)
        {
            yield return Section(card.Call.HasForeign || card.Lead.IsEmpty
                ? Text(card.Call)
                : Markup($"*{SlackText.Markup(card.Lead)}* {SlackText.Markup(card.Advice)}"));
        }

        // In a block of its own with nobody else's words, so that no text can add to it.
        if (card.Mentions.Where(mention => mention.Chat == SlackChat.Kind).Select(Called).ToArray() is { Length: > 0 } mentions)
        {
            yield return Section(Markup($"*Owner:* {string.Join(' ', mentions)}"));
        }

        if (!card.Quote.IsEmpty)
        {
            yield return Section(Markup(SlackText.Block(card.Quote)));
        }

        if (card.Notes.Count > 0)
        {
            yield return new JsonObject { ["type"] = "context", ["elements"] = new JsonArray([.. card.Notes.Select(Text)]) };
        }

        // Not a button: Slack reports every click on one to the app, and a webhook's app has nobody to answer.
        if (card.Link is not null)
        {
            yield return Section(Markup(LinkTo(card.Link)));
        }
    }

    // Label and value are fields of their own, which Slack sets side by side: so a foreign value can be plain text beside a bold label.
    private static IEnumerable<JsonNode> Details(Card card) => card.Facts.Chunk(FactsPerSection).Select(facts => new JsonObject
    {
        ["type"] = "section",
        ["fields"] = new JsonArray([.. facts.SelectMany(fact => new JsonNode[]
        {
            fact.Label.HasForeign ? Literal(fact.Label) : Markup($"*{SlackText.Markup(fact.Label)}*"),
            Text(fact.Value),
        })]),
    });

    private static JsonObject Section(JsonObject text) => new() { ["type"] = "section", ["text"] = text };

    private static JsonObject Text(CardText text) => text.HasForeign ? Literal(text) : Markup(SlackText.Markup(text));

    private static JsonObject Literal(CardText text) => new() { ["type"] = "plain_text", ["text"] = SlackText.Plain(text), ["emoji"] = false };

    private static JsonObject Markup(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    // https://docs.slack.dev/messaging/formatting-message-text#mentioning-users
    private static string Called(Mention mention) => mention.Id.StartsWith('S') ? $"<!subteam^{SlackText.Escape(mention.Id)}>" : $"<@{SlackText.Escape(mention.Id)}>";

    private static string LinkTo(Uri link) =>
        $"<{SlackText.Escape(link.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal))}|Open the run in Amperity>";

    private static string Colour(Tone tone) => tone switch
    {
        Tone.Bad => "#C4314B",
        Tone.Warning => "#E8912D",
        Tone.Good => "#2EB67D",
        _ => "#8A8886",
    };
}
