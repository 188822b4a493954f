using WorkflowAlerts.Telling;
using System.Text.Json;
using CsCheck;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Rendering;

public class TeamsRendererTests
{
    // What we use of https://github.com/microsoft/AdaptiveCards/blob/main/schemas/1.4.0/adaptive-card.json, and "style" of a TextBlock from 1.5.
    private static readonly Dictionary<string, string[]> Schema = new()
    {
        ["AdaptiveCard"] = ["$schema", "version", "msteams", "fallbackText", "body", "actions"],
        ["Container"] = ["style", "bleed", "items"],
        ["ColumnSet"] = ["spacing", "columns"],
        ["Column"] = ["width", "items"],
        ["TextBlock"] = ["text", "style", "size", "weight", "wrap"],
        ["RichTextBlock"] = ["spacing", "inlines"],
        ["TextRun"] = ["text", "size", "weight", "italic", "fontType"],
        ["Action.OpenUrl"] = ["title", "url"],
    };

    private static readonly TeamsChat Renderer = new();

    [Fact]
    public void Whatever_others_write_the_message_stays_within_20_000_bytes_and_their_words_stay_literal() => ForeignTexts.Cards.Sample(
        card =>
        {
            RenderedMessage rendered = Renderer.Render(card);

            Assert.InRange(rendered.Body.Length, 1, TeamsRenderer.MostBytes);
            Assert.Null(rendered.PlainBody);
            JsonElement content = Content(rendered);
            Assert.All(Json.Objects(content.GetProperty("body")).Prepend(content), CheckElement);
            Assert.All(Json.Strings(content), CheckString);
        },
        iter: 150,
        print: Print.Brief);

    [Fact]
    public void A_message_that_leaves_out_part_of_the_error_says_so() => ForeignTexts.Cards.Sample(
        card =>
        {
            JsonElement content = Content(Renderer.Render(card));
            bool whole = Quote(content) == string.Join('\n', card.Quote.ToString().Split('\n').Select(line => line.TrimEnd()));

            Assert.True(whole || Json.Strings(content).Any(text => text.Value == Fitting.Note.ToString()));
        },
        iter: 100,
        print: Print.Brief);

    [Fact]
    public void An_error_as_long_as_it_may_be_uses_most_of_the_room()
    {
        Card card = (CardCases.CustomerFailed with { ErrorMessage = string.Concat(Enumerable.Repeat("漢字", 50_000)) }).Card(new CardSetting(new CardOptions()));

        Assert.InRange(Renderer.Render(card).Body.Length, 14_000, TeamsRenderer.MostBytes);
    }

    [Fact]
    public void A_card_without_a_link_has_no_button() => Assert.False(Content(Renderer.Render(TestCard.Of("data-team"))).TryGetProperty("actions", out _));

    private static JsonElement Content(RenderedMessage rendered)
    {
        JsonElement message = JsonDocument.Parse(rendered.Body).RootElement;
        Assert.Equal("message", Json.Type(message));
        JsonElement attachment = Assert.Single(message.GetProperty("attachments").EnumerateArray());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        Assert.Equal(JsonValueKind.Null, attachment.GetProperty("contentUrl").ValueKind);
        return attachment.GetProperty("content");
    }

    private static void CheckElement(JsonElement element)
    {
        string type = Json.Type(element)!;
        Assert.Contains(type, Schema.Keys);
        Assert.Empty(element.EnumerateObject().Select(property => property.Name).Except([.. Schema[type], "type"]));
        foreach (JsonElement list in new[] { "body", "items", "columns", "inlines" }.SelectMany(name => Json.Member(name)(element)))
        {
            Assert.NotEqual(0, list.GetArrayLength());
        }
    }

    private static void CheckString((JsonElement Owner, string Name, string Value) text)
    {
        Assert.NotEmpty(text.Value);
        Assert.DoesNotContain("<at", text.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</at", text.Value, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("{{", text.Value, StringComparison.Ordinal);
        if ((Json.Type(text.Owner), text.Name) != ("TextRun", "text"))
        {
            Assert.DoesNotContain(ForeignTexts.Mark, text.Value);
        }

        if (text.Name == "url")
        {
            Assert.StartsWith("https://app.amperity.com/", text.Value, StringComparison.Ordinal);
        }
    }

    // The quote as it was, but for the spaces at the ends of lines.
    private static string Quote(JsonElement content) => string.Join('\n',
        from container in content.GetProperty("body").EnumerateArray().Skip(1)
        where Json.Type(container) == "Container" && container.GetProperty("style").GetString() == "emphasis"
        from line in container.GetProperty("items").EnumerateArray()
        select line.GetProperty("inlines")[0].GetProperty("text").GetString()!.Replace("\u2060", "", StringComparison.Ordinal).Replace('\u00A0', ' ').TrimEnd());
}
