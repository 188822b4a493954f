using WorkflowAlerts.Telling;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using Spectre.Console;
using Spectre.Console.Rendering;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Cli.Displaying;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Tests.Rendering;

namespace WorkflowAlerts.Tests.Displaying;

/// <summary>What a terminal shows of the payloads that <see cref="GoldenTests"/> pins. <c>UPDATE_GOLDEN=1</c> writes the files anew.</summary>
public sealed partial class MessageViewTests
{
    private static readonly string[] s_cases =
    [
        "slack.third-in-a-row", "teams.third-in-a-row", "slack.owners", "teams.owners", "slack.multi-line-error", "teams.multi-line-error", "slack.link-and-email", "teams.link-and-email",
        "slack.hostile", "teams.hostile", "slack.storm", "teams.weekly", "slack.recovered", "teams.late-run", "slack-text.link-and-email",
    ];

    public static TheoryData<string> Cases { get; } = [.. s_cases];

    public static TheoryData<string> Payloads { get; } = [.. Directory.GetFiles(CardsFolder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_payload_is_shown_as_its_golden_file_says(string name)
    {
        string path = Path.Combine(Folder(), $"{name}.txt");

        string shown = Screen.Plain(View(name), 100);

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, shown);
        }

        Assert.Equal(File.ReadAllText(path), shown);
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_case() => Assert.Empty(Directory.GetFiles(Folder()).Select(Path.GetFileNameWithoutExtension).Except(s_cases));

    [Theory]
    [MemberData(nameof(Payloads))]
    public void Whatever_the_product_sends_is_shown_whole_and_within_the_width(string name)
    {
        string shown = Screen.Plain(View(name), 60);

        Assert.DoesNotContain("of the type", shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n'), line => Assert.InRange(new Markup(Markup.Escape(line)).Length, 0, 60));
        Assert.All(ShownMessage.Read(KindOf(name), Payload(name)).Parts.SelectMany(part => Words().Matches(part.Text)), word => Assert.Contains(word.Value, Joined(shown), StringComparison.Ordinal));
    }

    [Fact]
    public void Whatever_others_write_into_a_run_a_terminal_is_not_steered() => ForeignTexts.Cards.Sample(
        card =>
        {
            CheckSteersNothing(new SlackChat().Render(card).Body);
            CheckSteersNothing(new SlackChat().Render(card).PlainBody!.Value);
            CheckSteersNothing(new TeamsChat().Render(card).Body, TeamsChat.Kind);
        },
        iter: 30,
        print: Print.Brief);

    [Fact]
    public void A_payload_that_nobody_cleaned_steers_no_terminal_either()
    {
        string[] payloads = ["slack.owners", "slack.link-and-email", "slack-text.owners", "teams.owners", "teams.link-and-email"];
        Gen.Select(Gen.OneOf([.. payloads.Select(Gen.Const)]), ForeignTexts.Text.Select(text => text[..Math.Min(1000, text.Length)]).Array[5]).Sample(
            (name, texts) =>
            {
                JsonNode payload = JsonNode.Parse(Payload(name).Span)!;
                int next = 0;
                Replace(payload, () => texts[next++ % texts.Length]);
                CheckSteersNothing(Encoding.UTF8.GetBytes(payload.ToJsonString()), KindOf(name));
            },
            iter: 100);
    }

    private static void CheckSteersNothing(ReadOnlyMemory<byte> payload, string kind = SlackChat.Kind)
    {
        string coloured = Screen.Coloured(View(payload, kind), 80);

        // Colours and bold are ours; nothing else begins with an escape.
        string shown = Colours().Replace(coloured, "");
        Assert.DoesNotContain(shown.EnumerateRunes(), rune => rune.Value != '\n' && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
    }

    private static void Replace(JsonNode node, Func<string> text)
    {
        foreach (JsonObject owner in Objects(node))
        {
            foreach (string name in owner.Where(property => property is { Key: "text" or "title" or "url", Value: JsonValue }).Select(property => property.Key).ToArray())
            {
                owner[name] = text();
            }
        }
    }

    private static JsonObject[] Objects(JsonNode? node) => node switch
    {
        JsonObject owner => [owner, .. owner.SelectMany(property => Objects(property.Value))],
        JsonArray array => [.. array.SelectMany(Objects)],
        _ => [],
    };

    private static IRenderable View(ReadOnlyMemory<byte> payload, string kind) => MessageView.Of(ShownMessage.Read(kind, payload), "data-team", kind, "06:12:31");

    private static IRenderable View(string name) =>
        MessageView.Of(ShownMessage.Read(KindOf(name), Payload(name)), "data-team", KindOf(name), "06:12:31");

    private static string KindOf(string name) => name.StartsWith("teams", StringComparison.Ordinal) ? TeamsChat.Kind : SlackChat.Kind;

    private static string Joined(string shown) => string.Concat(shown.Split('\n').Select(line => line.TrimStart('▌', ' ')));

    private static ReadOnlyMemory<byte> Payload(string name) => File.ReadAllBytes(Path.Combine(CardsFolder(), $"{name}.json"));

    private static string CardsFolder() => Path.Combine(Folder(), "..", "..", "Rendering", "Golden");

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");

    [GeneratedRegex(@"\u001b\[[0-9;]*m", RegexOptions.CultureInvariant)]
    private static partial Regex Colours();

    [GeneratedRegex(@"\w{3,15}")]
    private static partial Regex Words();
}
