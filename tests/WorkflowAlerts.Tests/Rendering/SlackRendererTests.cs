using WorkflowAlerts.Telling;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Rendering;

public partial class SlackRendererTests
{
    private static readonly SlackChat Renderer = new();

    [Fact]
    public void Whatever_others_write_the_message_stays_within_Slacks_limits_and_pings_nobody() => ForeignTexts.Cards.Sample(
        card =>
        {
            RenderedMessage rendered = Renderer.Render(card);

            Assert.InRange(rendered.Body.Length, 1, SlackRenderer.MostBytes);
            Assert.InRange(rendered.PlainBody!.Value.Length, 1, SlackRenderer.MostBytes);
            CheckMessage(JsonDocument.Parse(rendered.Body).RootElement);
            JsonElement textOnly = JsonDocument.Parse(rendered.PlainBody.Value).RootElement;
            CheckMessage(textOnly);
            Assert.False(textOnly.TryGetProperty("blocks", out _));
        },
        iter: 150,
        print: Print.Brief);

    [Fact]
    public void A_message_that_leaves_out_part_of_the_error_says_so() => ForeignTexts.Cards.Sample(
        card =>
        {
            JsonElement message = JsonDocument.Parse(Renderer.Render(card).Body).RootElement;
            string? code = Json.Strings(message).Select(text => text.Value).SingleOrDefault(text => text.StartsWith("```\n", StringComparison.Ordinal));

            if (code is not null && code != SlackText.Block(card.Quote))
            {
                Assert.Contains("…\n```", code);
                Assert.Contains(Fitting.Note.ToString(), Json.Strings(message.GetProperty("blocks")).Select(text => text.Value));
                Assert.Contains(Fitting.Note.ToString(), message.GetProperty("text").GetString());
            }
        },
        iter: 100,
        print: Print.Brief);

    [Theory]
    [InlineData("at @here now", "at @\u200Bhere now")]
    [InlineData("https://evil.example", "https:\u200B//evil.\u200Bexample")]
    [InlineData("#general <!channel>", "#\u200Bgeneral &lt;!channel&gt;")]
    [InlineData("It ended. Good: yes.", "It ended. Good: yes.")]
    [InlineData("a &amp; b", "a &amp;amp; b")]
    public void The_text_makes_no_link_and_no_mention_of_foreign_words(string foreign, string expected) =>
        Assert.Equal(expected, SlackText.Sentence(CardText.Of($"{foreign}")));

    [Fact]
    public void A_fence_in_an_error_does_not_end_its_code_block() =>
        Assert.Equal("```\na `\u200B`\u200B`\u200B` b &lt;x&gt;\n```", SlackText.Block(CardText.Lines("a ```` b <x>")));

    [Fact]
    public void A_backtick_in_a_run_id_does_not_end_its_code_span() => Assert.Equal("`a'b`", SlackText.Markup(CardText.Code("a`b")));

    [Fact]
    public void Foreign_words_are_never_written_as_markup() => Assert.Throws<ArgumentException>(() => SlackText.Markup(CardText.Of($"{"foreign"}")));

    [Fact]
    public void A_time_is_told_in_the_readers_zone_and_in_UTC_to_clients_that_cannot() => Assert.Equal(
        "<!date^1781841618^{date_short_pretty} {time_secs}|2026-06-19 04:00:18 UTC>",
        SlackText.Markup(CardText.Of($"{new DateTimeOffset(2026, 6, 19, 6, 0, 18, TimeSpan.FromHours(2))}")));

    [Fact]
    public void A_longer_error_than_the_text_may_hold_is_shortened_there_and_the_ids_stay()
    {
        Card card = (CardCases.CustomerFailed with { ErrorMessage = new string('x', 100_000) }).Card(new CardSetting(new CardOptions()));

        string text = JsonDocument.Parse(Renderer.Render(card).PlainBody!.Value).RootElement.GetProperty("text").GetString()!;

        Assert.InRange(text.Length, 2000, 4000);
        Assert.Contains(CardCases.CustomerFailed.Id, text);
    }

    [Fact]
    public void However_much_the_text_is_cut_it_says_so_in_full()
    {
        var fact = new Fact(CardText.Of($"Workflow"), CardText.Of($"{new string('x', 300)}"));
        var card = new Card { Title = CardText.Of($"Many"), Summary = CardText.Of($"Many failed."), Facts = [.. Enumerable.Repeat(fact, 100)] };

        string text = JsonDocument.Parse(Renderer.Render(card).PlainBody!.Value).RootElement.GetProperty("text").GetString()!;

        Assert.EndsWith("\n" + Fitting.Note, text, StringComparison.Ordinal);
    }

    private static void CheckMessage(JsonElement message)
    {
        Assert.InRange(message.GetProperty("text").GetString()!.Length, 1, 4000);
        Assert.Equal("none", message.GetProperty("parse").GetString());
        Assert.False(message.GetProperty("mrkdwn").GetBoolean());
        Assert.False(message.GetProperty("unfurl_links").GetBoolean());
        Assert.False(message.GetProperty("unfurl_media").GetBoolean());
        Assert.False(message.TryGetProperty("link_names", out _));
        Assert.All(Json.Strings(message), text => CheckEscaping(text.Value));
        Assert.All(Json.Objects(message).SelectMany(Json.Member("blocks")), blocks => Assert.InRange(blocks.GetArrayLength(), 1, 50));
        Assert.All(Json.Objects(message).Where(element => Json.Type(element) is not null), CheckObject);
    }

    private static void CheckObject(JsonElement element)
    {
        switch (Json.Type(element))
        {
            case "header":
                Assert.Equal("plain_text", Json.Type(element.GetProperty("text")));
                CheckLength(element.GetProperty("text"), 150);
                break;
            case "section" when element.TryGetProperty("fields", out JsonElement fields):
                Assert.InRange(fields.GetArrayLength(), 1, 10);
                Assert.All(fields.EnumerateArray(), field => CheckLength(field, 2000));
                break;
            case "section":
                CheckLength(element.GetProperty("text"), 3000);
                break;
            case "context":
                Assert.InRange(element.GetProperty("elements").GetArrayLength(), 1, 10);
                Assert.All(element.GetProperty("elements").EnumerateArray(), text => CheckLength(text, 3000));
                break;
            case "plain_text":
                Assert.False(element.GetProperty("emoji").GetBoolean());
                Assert.DoesNotContain('<', element.GetProperty("text").GetString()!);
                break;
            case "mrkdwn":
                Assert.True(element.GetProperty("verbatim").GetBoolean());
                CheckMarkup(element.GetProperty("text").GetString()!);
                break;
            default:
                Assert.Fail($"Unknown type {Json.Type(element)}.");
                break;
        }
    }

    private static void CheckLength(JsonElement text, int most) => Assert.InRange(text.GetProperty("text").GetString()!.Trim().Length, 1, most);

    // Foreign words stand only in code, and code ends where we end it.
    private static void CheckMarkup(string text)
    {
        if (text.StartsWith("```", StringComparison.Ordinal))
        {
            Assert.EndsWith("\n```", text, StringComparison.Ordinal);
            Assert.DoesNotContain("``", text[3..^3], StringComparison.Ordinal);
        }
        else
        {
            Assert.DoesNotContain(ForeignTexts.Mark, CodeSpan().Replace(text, ""));
        }
    }

    // Every < and & is part of something we wrote ourselves.
    private static void CheckEscaping(string text)
    {
        string rest = OurMarkup().Replace(text, "");
        Assert.DoesNotContain('<', rest);
        Assert.DoesNotContain('>', rest);
        Assert.DoesNotContain('&', Entity().Replace(rest, ""));
    }

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"<!date\^-?\d+\^\{date_short_pretty\} \{time_secs\}\|[\d :-]+ UTC>|<https://app\.amperity\.com/[^<>|\s]*\|Open the run in Amperity>")]
    private static partial Regex OurMarkup();

    [GeneratedRegex("&(amp|lt|gt);")]
    private static partial Regex Entity();
}
