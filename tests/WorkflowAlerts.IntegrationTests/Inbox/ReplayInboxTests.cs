using WorkflowAlerts.Telling;
using Microsoft.Playwright;
using WorkflowAlerts.IntegrationTests.Running;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary><c>replay --inbox</c>: the same page for what was never sent.</summary>
[Collection(InboxCollection.Name)]
public sealed class ReplayInboxTests(DemoInBrowser demo)
{
    [Fact]
    public async Task What_would_have_been_sent_is_on_its_page_and_said_not_to_have_been()
    {
        await using ServedPage program = await ServedPage.Start(new Dictionary<string, string>(), "replay", "--sample", "--runs", "1000", "--since", "3d", "--inbox");

        await using PageUnderTest page = await demo.Open(demo: program.Address);

        ILocator card = await page.Message("platform-oncall", "Workflow failed");
        await page.Expect(card.Locator(".teams-card.ac-adaptiveCard"), "in socktown");
        await page.Message("data-team", "Your team has to act.");
        await page.Expect(page.Page.Locator("body"), "Nothing was sent.");
        Assert.Empty(page.Unasked);
    }

    [Fact]
    public async Task Two_configurations_are_shown_side_by_side()
    {
        string draft = Path.Combine(Directory.CreateTempSubdirectory("workflow-alerts-test-").FullName, "draft.json");
        await File.WriteAllTextAsync(draft, """
            { "WorkflowAlerts": { "Tenants": { "socktown": {} }, "Destinations": { "data-team": { "Kind": "Slack" } }, "DefaultTo": ["data-team"] } }
            """, TestContext.Current.CancellationToken);
        await using ServedPage program = await ServedPage.Start(
            new Dictionary<string, string>(), "replay", "--sample", "--runs", "1000", "--since", "3d", "--against", draft, "--inbox");

        await using PageUnderTest page = await demo.Open(demo: program.Address);

        await page.Message("platform-oncall, before", "A rerun usually helps.");
        await page.Message("data-team, with draft.json", "A rerun usually helps.");
        Assert.Equal(0, await page.Messages("data-team, before", "A rerun usually helps.").CountAsync());
        Assert.Equal(
            ["data-team, before", "data-team, with draft.json", "platform-oncall, before"], await page.Page.Locator("section.column").EvaluateAllAsync<string[]>("columns => columns.map(column => column.dataset.name)"));
        Assert.Empty(page.Unasked);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_before_anything_is_done()
    {
        await using World world = await World.Start();

        CliProcess cli = await CliProcess.Run(world.Settings, "replay", "--since", "1d", "--inbox", "--port", $"{world.Amperity.BaseUrl.Port}");

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains($"Port {world.Amperity.BaseUrl.Port} cannot be used", cli.Errors, StringComparison.Ordinal);
        Assert.Equal(0, world.Amperity.Requests);
    }
}
