using System.Text.Json.Nodes;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Rendering;

/// <summary>Cards in Slack's Block Kit: a header, and below it a coloured attachment with the rest.</summary>
/// <remarks>https://docs.slack.dev/reference/block-kit/blocks</remarks>
public sealed class SlackRenderer : ICardRenderer
{
    private const int HeaderLength = 150;
    private const int TextLength = 3000;
    private const int FieldLength = 2000;
    private const int FieldCount = 10;
    private const int SentenceLength = 3500;

    public DestinationKind Kind => DestinationKind.Slack;

    public RenderedMessage Render(Card card)
    {
        JsonObject plain = Message(card);
        JsonObject rich = Message(card);
        rich["blocks"] = new JsonArray(new JsonObject
        {
            ["type"] = "header",
            ["text"] = PlainText(SlackText.Plain(card.Headline), HeaderLength),
        });
        JsonObject[] details = [.. Details(card)];
        if (details.Length > 0)
        {
            rich["attachments"] = new JsonArray(new JsonObject { ["color"] = Color(card.Tone), ["blocks"] = new JsonArray(details) });
        }

        return new RenderedMessage(MessageJson.Bytes(rich), MessageJson.Bytes(plain));
    }

    // Slack reads formatting and names into this text unless it is told not to, and screen readers read nothing else.
    private static JsonObject Message(Card card) => new()
    {
        ["text"] = Cut(SlackText.Plain(card.Sentence), SentenceLength),
        ["mrkdwn"] = false,
        ["parse"] = "none",
        ["unfurl_links"] = false,
        ["unfurl_media"] = false,
    };

    private static IEnumerable<JsonObject> Details(Card card)
    {
        if (card.Advice.Count > 0)
        {
            yield return Section(string.Join('\n', card.Advice.Select(Phrase.Own).Select(SlackText.Mrkdwn)));
        }

        if (card.Quote is { } quote)
        {
            yield return Section($"*{SlackText.Mrkdwn(quote.Heading)}*");
            if (quote.Text.Length > 0)
            {
                yield return new JsonObject { ["type"] = "section", ["text"] = PlainText(SlackText.Plain(quote.Text), TextLength) };
            }
        }

        if (card.Facts.Count > 0)
        {
            JsonNode[] fields = [.. card.Facts.Take(FieldCount).Select(fact =>
                Mrkdwn($"*{fact.Label}*\n{(fact.IsCode ? SlackText.Code(fact.Value) : SlackText.Mrkdwn(fact.Value))}", FieldLength))];
            yield return new JsonObject { ["type"] = "section", ["fields"] = new JsonArray(fields) };
        }

        if (card.Link is { } link)
        {
            // A link and no button: a button wants an app that answers. https://docs.slack.dev/reference/block-kit/block-elements/button-element
            yield return Section($"<{link.AbsoluteUri.Replace("|", "%7C", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal)}|Open the run in Amperity>");
        }

        if (card.Notes.Count > 0)
        {
            yield return new JsonObject { ["type"] = "context", ["elements"] = new JsonArray([.. card.Notes.Select(note => PlainText(note, TextLength))]) };
        }
    }

    private static JsonObject Section(string mrkdwn) => new() { ["type"] = "section", ["text"] = Mrkdwn(mrkdwn, TextLength) };

    private static JsonObject Mrkdwn(string text, int length) => new() { ["type"] = "mrkdwn", ["text"] = Cut(text, length), ["verbatim"] = true };

    private static JsonObject PlainText(string text, int length) => new() { ["type"] = "plain_text", ["text"] = Cut(text, length), ["emoji"] = false };

    // Escaping makes text longer, so it is cut after; never inside an escape.
    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        string kept = CleanText.Shorten(text, length)[..^BoundedText.Mark.Length];
        int escape = kept.LastIndexOf('&');
        return (escape >= 0 && kept.IndexOf(';', escape) < 0 ? kept[..escape] : kept) + BoundedText.Mark;
    }

    private static string Color(Tone tone) => tone switch
    {
        Tone.Bad => "#C4314B",
        Tone.Warning => "#B98900",
        Tone.Good => "#237B4B",
        _ => "#616161",
    };
}
