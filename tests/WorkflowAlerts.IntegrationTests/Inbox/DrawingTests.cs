using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.IntegrationTests.Infra;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The two renderers, on every golden card there is.</summary>
[Collection(InboxCollection.Name)]
public sealed partial class DrawingTests(DemoInBrowser demo)
{
    private static readonly string Golden = Path.Combine(Bicep.Repository, "tests", "WorkflowAlerts.Tests", "Rendering", "Golden");

    [Theory]
    [InlineData("slack")]
    [InlineData("slack-text")]
    [InlineData("teams")]
    public async Task Every_golden_card_shows_every_word_it_has(string platform)
    {
        string[] files = Directory.GetFiles(Golden, $"{platform}.*.json");
        await using IBrowserContext context = await demo.NewContext();
        IPage page = await Draw(context, files);

        IReadOnlyList<string> shown = await page.Locator("#picture > section").AllInnerTextsAsync();

        Assert.NotEmpty(files);
        Assert.Equal(files.Length, shown.Count);
        foreach ((string file, string text) in files.Zip(shown))
        {
            string[] missing = [.. Words(JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))).Where(word => !Plain(text).Contains(Plain(word), StringComparison.Ordinal))];
            Assert.True(missing.Length == 0, $"{Path.GetFileName(file)} does not show: {string.Join(" | ", missing)}");
        }

        Assert.Equal(0, await page.Locator(":is(img, iframe, object, form)").CountAsync());
    }

    [Fact]
    public async Task Mentions_are_set_off_as_their_platform_does()
    {
        await using IBrowserContext context = await demo.NewContext();
        IPage page = await Draw(context, [Path.Combine(Golden, "slack.owners.json"), Path.Combine(Golden, "teams.owners.json")]);

        Assert.Equal(["@U012AB3CD", "@SAZ94GDB8"], await page.Locator(".slack-mention").AllInnerTextsAsync());
        Assert.Equal("rgb(91, 95, 199)", await page.Locator(".teams-card span:text-is('Jane Doe')").EvaluateAsync<string>("name => getComputedStyle(name).color"));
        Assert.DoesNotContain("<at>", await page.Locator(".teams-card").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Times_are_the_readers_own_in_Slack_and_links_lead_where_they_say()
    {
        await using IBrowserContext context = await demo.NewContext(new BrowserNewContextOptions { TimezoneId = "Europe/Berlin", Locale = "en-US" });
        IPage page = await Draw(context, [Path.Combine(Golden, "slack.link-and-email.json"), Path.Combine(Golden, "teams.link-and-email.json")]);

        // 04:00:18 UTC, in Berlin's summer.
        await Assertions.Expect(page.Locator(".slack time").First).ToHaveTextAsync(new Regex("Jun 19, 2026 6:00:18.AM"));
        await Assertions.Expect(page.Locator(".slack a")).ToHaveAttributeAsync("href", "https://socktown.amperity.com/workflows/wf-20260619-14418-6UhqSe?from=alerts&as=run");
        await Assertions.Expect(page.Locator(".slack a")).ToHaveAttributeAsync("rel", "noopener noreferrer");
        await Assertions.Expect(page.Locator(".teams-card button")).ToHaveTextAsync("Open the run in Amperity");
    }

    private static async Task<IPage> Draw(IBrowserContext context, IReadOnlyList<string> files)
    {
        InboxMessage[] messages = [.. files.Select(file => new InboxMessage(
            Path.GetFileName(file), Path.GetFileName(file).StartsWith("teams", StringComparison.Ordinal) ? new TeamsChat() : new SlackChat(), File.ReadAllText(file), DateTimeOffset.UnixEpoch))];
        IPage page = await context.NewPageAsync();
        List<string> errors = [];
        page.PageError += (_, error) => errors.Add(error);
        await page.SetContentAsync(PictureFile.Html(messages, "light"));
        Assert.Empty(errors);
        return page;
    }

    // Texts where nothing is markup: Slack's plain_text, Teams' runs, and Slack's text where it stands alone.
    private static IEnumerable<string> Words(JsonNode? json) => json switch
    {
        JsonArray array => array.SelectMany(Words),
        JsonObject part when (string?)part["type"] is "TextRun" => [(string)part["text"]!],
        JsonObject part when (string?)part["type"] is "plain_text" => [Unescaped((string)part["text"]!)],
        JsonObject message when message.ContainsKey("mrkdwn") && !message.ContainsKey("blocks") => [Unescaped(Link().Replace((string)message["text"]!, "$1"))],
        JsonObject other => other.SelectMany(property => Words(property.Value)),
        _ => [],
    };

    private static string Unescaped(string slack) =>
        slack.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    // What a browser makes of white space is not at issue here.
    private static string Plain(string text) => Spaces().Replace(text, "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"<https:[^|>]+\|([^>]+)>")]
    private static partial Regex Link();
}
