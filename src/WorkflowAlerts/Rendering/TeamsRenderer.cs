using System.Text.Json.Nodes;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Rendering;

/// <summary>Cards as Adaptive Cards for Teams. Foreign text goes into text runs only, which Teams does not search for markdown or mentions.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format</remarks>
public sealed class TeamsRenderer : ICardRenderer
{
    // Teams refuses 28 KB measured after it wrapped the card again: a request of 24,453 bytes became 28,897.
    // https://github.com/MicrosoftDocs/msteams-docs/issues/11274
    private const int MaxBytes = 20_000;
    private const int LineCount = 25;

    private static readonly int[] QuoteLengths = [1500, 800, 400, 150];

    public DestinationKind Kind => DestinationKind.Teams;

    public RenderedMessage Render(Card card)
    {
        // Whether a text fits depends on its bytes, and only the error text can be long: less and less of it, until it does.
        byte[] message = [];
        foreach (int length in QuoteLengths)
        {
            message = MessageJson.Bytes(Message(card with { Quote = card.Quote?.Shortened(length) }));
            if (message.Length <= MaxBytes)
            {
                break;
            }
        }

        return new RenderedMessage(message);
    }

    private static JsonObject Message(Card card) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["contentUrl"] = null,
            ["content"] = Content(card),
        }),
    };

    private static JsonObject Content(Card card)
    {
        JsonObject content = new()
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["fallbackText"] = Literal(string.Concat(card.Sentence.Select(phrase => phrase.Text))),
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["body"] = new JsonArray([.. Body(card)]),
        };
        if (card.Link is { } link)
        {
            content["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Open the run in Amperity", ["url"] = link.AbsoluteUri });
        }

        return content;
    }

    private static IEnumerable<JsonObject> Body(Card card)
    {
        JsonObject[] headline = [.. card.Headline.Select(phrase => Run(phrase.Text, bold: true, size: "Large"))];
        yield return Container(Style(card.Tone), bleed: true, Runs(headline));
        foreach (string advice in card.Advice)
        {
            yield return Own(advice);
        }

        if (card.Quote is { } quote)
        {
            yield return Container("emphasis", bleed: false, [Runs(Run(quote.Heading.Text, bold: true)), .. Lines(quote.Text).Select(line => Runs(Run(line, code: true)))]);
        }

        foreach (Fact fact in card.Facts)
        {
            yield return Small(Runs(Run($"{fact.Label}: ", bold: true), Run(fact.Value.Text, code: fact.IsCode)));
        }

        foreach (string note in card.Notes)
        {
            JsonObject text = Own(note);
            text["isSubtle"] = true;
            yield return text;
        }
    }

    // A line break inside a run is not shown everywhere, so each line is a block; a text of very many lines ends in one long one.
    private static IEnumerable<string> Lines(string text)
    {
        string[] lines = text.Split('\n', LineCount, StringSplitOptions.RemoveEmptyEntries);
        return lines.Select(line => line.Replace('\n', ' '));
    }

    private static JsonObject Container(string style, bool bleed, params JsonObject[] items) =>
        new() { ["type"] = "Container", ["style"] = style, ["bleed"] = bleed, ["items"] = new JsonArray([.. items]) };

    private static JsonObject Own(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };

    private static JsonObject Runs(params JsonObject[] runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };

    private static JsonObject Small(JsonObject block)
    {
        block["spacing"] = "Small";
        return block;
    }

    private static JsonObject Run(string text, bool bold = false, bool code = false, string? size = null)
    {
        JsonObject run = new() { ["type"] = "TextRun", ["text"] = Literal(text) };
        if (bold)
        {
            run["weight"] = "Bolder";
        }

        if (code)
        {
            run["fontType"] = "Monospace";
        }

        if (size is not null)
        {
            run["size"] = size;
        }

        return run;
    }

    // A run shows everything as it is; the one mark that Teams looks for all over a card is its mention.
    private static string Literal(string text) =>
        text.Replace("<at", "<\u2060at", StringComparison.OrdinalIgnoreCase).Replace("</at", "</\u2060at", StringComparison.OrdinalIgnoreCase);

    private static string Style(Tone tone) => tone switch
    {
        Tone.Bad => "attention",
        Tone.Warning => "warning",
        Tone.Good => "good",
        _ => "default",
    };
}
