using WorkflowAlerts.Telling;
using Microsoft.Playwright;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary><c>run --inbox</c>: the same page for the real product.</summary>
[Collection(InboxCollection.Name)]
public sealed class ProductInboxTests(DemoInBrowser demo, AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task What_run_sends_is_on_its_page_without_buttons_and_without_secrets()
    {
        demo.SkipWithoutBrowser();
        await using World world = await World.Start();
        SimulatedRun run = world.AddRuns(36).First(made => made is { ExpectsAlert: true, ExpectedAttribution: Attribution.Platform, Name.Length: > 0 });
        await using ServedPage program = await ServedPage.Start(world.SettingsOn(azurite), "run", "--inbox");

        await using PageUnderTest page = await demo.Open(demo: program.Address);

        ILocator message = await page.Message(World.Teams, run.Id);
        await page.Expect(message.Locator(".message-facts"), "Delivered at attempt 1: 202");
        await page.Expect(page.Page.Locator("#pipeline"), "read to");
        await Assertions.Expect(page.Page.Locator("#actions")).ToBeHiddenAsync();
        string everything = await page.Page.ContentAsync() + await page.Page.EvaluateAsync<string>(
            "fetch('events').then(answer => answer.body.pipeThrough(new TextDecoderStream()).getReader().read()).then(piece => piece.value)");
        Assert.DoesNotContain("/services/", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(world.Amperity[World.Tenant].ClientSecret, everything, StringComparison.Ordinal);
        Assert.Empty(page.Unasked);
    }

    [Theory]
    [InlineData("run", "--once", "--inbox")]
    [InlineData("run", "--port", "7000")]
    [InlineData("run", "--inbox", "--port", "70000")]
    public async Task What_does_not_go_together_is_refused(params string[] arguments)
    {
        CliProcess cli = await CliProcess.Run(new Dictionary<string, string>(), arguments);

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains("--help", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_before_anything_is_done()
    {
        await using World world = await World.Start();

        CliProcess cli = await CliProcess.Run(world.SettingsOn(azurite), "run", "--inbox", "--port", $"{world.Amperity.BaseUrl.Port}");

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains($"Port {world.Amperity.BaseUrl.Port} cannot be used", cli.Errors, StringComparison.Ordinal);
        Assert.Equal(0, world.Amperity.Requests);
    }
}
