using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Chats.Teams;

/// <summary>
/// Renders an Adaptive Card in the envelope a Teams Workflows webhook takes. Version 1.4, because Power Automate, which posts it, reads no later one
/// (https://github.com/microsoft/AdaptiveCards/issues/8965). TextBlock and FactSet parse markdown and mentions, TextRun does not: so all text is a
/// TextRun, but for the mentions of owners, which only a TextBlock is known to take.
/// Source: https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features.
/// </summary>
internal static partial class TeamsRenderer
{
    /// <summary>Teams refuses 28,672 bytes, counted after it has wrapped the card once more: 24,453 sent have been seen to become 28,897.</summary>
    public const int MostBytes = 20_000;

    private const char NoBreakSpace = '\u00A0';
    private const string WordJoiner = "\u2060";

    // A line of the quote is an element of its own: about 100 bytes.
    private static readonly CardLimits Limits = new()
    {
        Headline = 300,
        Quote = 4000,
        Weight = rune => rune.Value == '\n' ? 100 : rune.Utf16SequenceLength,
        TimeWeight = 23,
    };

    public static RenderedMessage Render(Card card) =>
        new(Fitting.Fit(card, Limits, MostBytes, fitted => CardJson.Bytes(Envelope(fitted))));

    private static JsonObject Envelope(Card card) => new()
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
        Mention[] mentions = [.. card.Mentions.Where(mention => mention.Chat == TeamsChat.Kind)];
        var content = new JsonObject
        {
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["type"] = "AdaptiveCard",
            ["version"] = "1.4",
            ["msteams"] = new JsonObject { ["width"] = "Full" },
            ["fallbackText"] = card.Title.IsOwn
                ? $"{card.Title}. This client cannot show the details: open the message in Teams on a computer."
                : "This client cannot show the message: open it in Teams on a computer.",
            ["body"] = new JsonArray([.. Body(card, mentions)]),
        };
        if (mentions.Length > 0)
        {
            // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format#mention-support-within-adaptive-cards
            content["msteams"]!["entities"] = new JsonArray([.. mentions.Select(mention => new JsonObject
            {
                ["type"] = "mention",
                ["text"] = Called(mention),
                ["mentioned"] = new JsonObject { ["id"] = mention.Id, ["name"] = mention.Name },
            })]);
        }

        if (card.Link is not null)
        {
            content["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Action.OpenUrl",
                ["title"] = "Open the run in Amperity",
                ["url"] = card.Link.AbsoluteUri,
            });
        }

        return content;
    }

    private static void AsHeadline(JsonObject run) => (run["size"], run["weight"]) = ("Large", "Bolder");

    private static IEnumerable<JsonNode> Body(Card card, Mention[] mentions)
    {
        yield return Container(Style(card.Tone), bleed: true, [Paragraph(Runs(card.Headline, AsHeadline))]);

        if (!card.Call.IsEmpty)
        {
            yield return Paragraph([.. Runs(card.Lead, run => run["weight"] = "Bolder"), .. Runs(CardText.Of($" {card.Advice}"))]);
        }

        // Only a TextBlock is known to take mentions. These words are the configuration's, which has no markdown in them.
        if (mentions.Length > 0)
        {
            yield return new JsonObject { ["type"] = "TextBlock", ["wrap"] = true, ["text"] = $"Owner: {string.Join(", ", mentions.Select(Called))}" };
        }

        if (!card.Quote.IsEmpty)
        {
            yield return Container("emphasis", bleed: false, Lines(card.Quote));
        }

        foreach (CardText note in card.Notes)
        {
            yield return Paragraph(Runs(note, run => run["italic"] = true));
        }

        if (card.Facts.Count > 0)
        {
            yield return Container("default", bleed: false, card.Facts.Select(Row));
        }
    }

    private static IEnumerable<JsonNode> Lines(CardText quote) => quote.ToString().Split('\n').Select(line =>
    {
        string text = line.TrimStart(' ');
        string indented = text.Length == 0 ? $"{NoBreakSpace}" : new string(NoBreakSpace, line.Length - text.Length) + text;
        return Paragraph([Run(indented, monospace: true)], spacing: "None");
    });

    private static JsonObject Row(Fact fact) => new()
    {
        ["type"] = "ColumnSet",
        ["spacing"] = "Small",
        ["columns"] = new JsonArray(
            Column("120px", Runs(fact.Label, run => run["weight"] = "Bolder")),
            Column("stretch", Runs(fact.Value))),
    };

    private static JsonObject Column(string width, IEnumerable<JsonNode> runs) =>
        new() { ["type"] = "Column", ["width"] = width, ["items"] = new JsonArray(Paragraph(runs)) };

    private static JsonObject Container(string style, bool bleed, IEnumerable<JsonNode> items) =>
        new() { ["type"] = "Container", ["style"] = style, ["bleed"] = bleed, ["items"] = new JsonArray([.. items]) };

    private static JsonObject Paragraph(IEnumerable<JsonNode> runs, string? spacing = null)
    {
        var paragraph = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };
        if (spacing is not null)
        {
            paragraph["spacing"] = spacing;
        }

        return paragraph;
    }

    private static IEnumerable<JsonNode> Runs(CardText text, Action<JsonObject>? dress = null) => text.Parts.Select(part =>
    {
        JsonObject run = Run(part.Value, monospace: part.Kind == TextPartKind.Code);
        dress?.Invoke(run);
        return run;
    });

    private static JsonObject Run(string text, bool monospace)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = Disarm(text) };
        if (monospace)
        {
            run["fontType"] = "Monospace";
        }

        return run;
    }

    private static string Called(Mention mention) => $"<at>{mention.Name}</at>";

    // No mention comes of <at> without an entity to go with it; breaking the tag makes sure. {{DATE(…)}} is the one thing a TextRun would evaluate.
    private static string Disarm(string text) => Evaluated().Replace(text, WordJoiner);

    [GeneratedRegex(@"(?<=<)(?=/?at)|(?<=\{)(?=\{)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Evaluated();

    private static string Style(Tone tone) => tone switch
    {
        Tone.Bad => "attention",
        Tone.Warning => "warning",
        Tone.Good => "good",
        _ => "emphasis",
    };
}
