using WorkflowAlerts.Telling;
using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The buttons that break things, and what the page says when it breaks itself.</summary>
[Collection(InboxCollection.Name)]
public sealed class TroubleTests(DemoInBrowser demo)
{
    [Theory]
    [InlineData("slack-429", "fail-customer", "data-team", "answers 429")]
    [InlineData("teams-down", "fail-platform", "platform-oncall", "is down")]
    public async Task What_a_chat_does_not_take_waits_and_arrives_when_it_does(string trouble, string fail, string destination, string state)
    {
        await using PageUnderTest page = await demo.Open();
        ILocator row = page.Page.Locator(".destinations tr", new PageLocatorOptions { HasText = destination });
        await page.Press(trouble);
        try
        {
            await page.Expect(row, state);
            await Assertions.Expect(page.Page.Locator($"#action-{trouble}")).ToHaveAttributeAsync("aria-pressed", "true");
            string run = await page.Press(fail);
            await page.Expect(row, "sent again");
            Assert.Equal(0, await page.Messages(destination, run).CountAsync());

            await page.Press(trouble);

            ILocator message = await page.Message(destination, run, InboxSubject.Failed);
            await page.Expect(message.Locator(".message-facts"), "Delivered at attempt");
        }
        finally
        {
            await SwitchOff(page, trouble);
        }
    }

    [Fact]
    public async Task When_the_deliverer_is_killed_another_one_delivers()
    {
        await using PageUnderTest page = await demo.Open();

        await page.Press("kill");
        await page.Expect(page.Page.Locator("#notice"), "The deliverer is dead");
        string run = await page.Press("fail-platform");

        ILocator message = await page.Message("platform-oncall", run, InboxSubject.Failed);
        await page.Expect(message.Locator(".message-facts"), "Delivered at attempt 1");
    }

    [Fact]
    public async Task The_page_says_that_the_demo_has_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal that ends a program as Ctrl-C does.");
        demo.SkipWithoutBrowser();
        await using ServedPage own = await ServedPage.OfDemo();
        await using PageUnderTest page = await demo.Open(demo: own.Address);

        (int exitCode, string output) = await own.Stop();

        Assert.Equal(0, exitCode);
        Assert.Contains("somebody had to be told", output, StringComparison.Ordinal);
        Assert.DoesNotContain("broken", output, StringComparison.Ordinal);
        await page.Expect(page.Page.Locator("#connection"), "The demo has ended. What arrived stays here until the page is closed.");
        await Assertions.Expect(page.Page.Locator("#action-storm")).ToBeDisabledAsync();
    }

    [Fact]
    public async Task The_page_says_that_the_connection_is_lost()
    {
        demo.SkipWithoutBrowser();
        await using ServedPage own = await ServedPage.OfDemo();
        await using PageUnderTest page = await demo.Open(demo: own.Address);

        own.Kill();

        await page.Expect(page.Page.Locator("#connection"), "Connection lost, trying again");
        await page.Press("storm");
        await page.Expect(page.Page.Locator("#notice"), "did not reach the program");
    }

    private static async Task SwitchOff(PageUnderTest page, string trouble)
    {
        if (await page.Page.Locator($"#action-{trouble}").GetAttributeAsync("aria-pressed") == "true")
        {
            await page.Page.ClickAsync($"#action-{trouble}");
        }
    }
}
