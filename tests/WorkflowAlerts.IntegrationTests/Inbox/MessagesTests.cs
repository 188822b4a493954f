using WorkflowAlerts.Telling;
using System.Text.Json;
using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>What the real page of the real demo shows of messages.</summary>
[Collection(InboxCollection.Name)]
public sealed class MessagesTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_customers_error_becomes_a_Slack_message_that_says_who_has_to_act()
    {
        await using PageUnderTest page = await demo.Open();

        ILocator message = await page.Message("data-team", await page.Press("fail-customer"), InboxSubject.Failed);

        await page.Expect(message.Locator(".slack-header"), "Customer Attribute Daily in socktown");
        await page.Expect(message.Locator(".slack"), "Your team has to act. Fix the configuration in Amperity, then rerun the workflow.");
        await page.Expect(message.Locator(".slack-pre"), "Found table in an invalid state.");
        await page.Expect(message.Locator(".message-facts"), "Delivered at attempt 1: 200 ok.");
        await page.Expect(message.Locator(".size"), "of 16,384 B");
        Assert.Equal("rgb(196, 49, 75)", await message.Locator(".slack-bar").EvaluateAsync<string>("bar => getComputedStyle(bar).backgroundColor"));
        Assert.Empty(page.Unasked);
    }

    [Fact]
    public async Task A_platforms_error_becomes_a_Teams_card_drawn_by_Microsofts_renderer()
    {
        await using PageUnderTest page = await demo.Open();

        ILocator message = await page.Message("platform-oncall", await page.Press("fail-platform"), InboxSubject.Failed);

        await page.Expect(message.Locator(".teams-card.ac-adaptiveCard"), "Nightly couriers in socktown");
        await page.Expect(message.Locator(".teams-card"), "A rerun usually helps.");
        await page.Expect(message.Locator(".teams-card"), "The Spark cluster lost its executors.");
        await page.Expect(message.Locator(".message-facts"), "Delivered at attempt 1: 202");
        await page.Expect(message.Locator(".message-facts"), "after the run ended");
        await page.Expect(message.Locator(".size"), "of 20,000 B");
        Assert.Empty(page.Unasked);
    }

    [Fact]
    public async Task A_workflow_that_works_again_is_told_where_its_failure_was()
    {
        await using PageUnderTest page = await demo.Open();
        await page.Message("platform-oncall", await page.Press("fail-platform"), InboxSubject.Failed);

        ILocator message = await page.Message("platform-oncall", await page.Press("recover"), InboxSubject.Recovered);

        await page.Expect(message, "Workflow works again: Nightly couriers in socktown");
    }

    [Fact]
    public async Task A_stop_by_hand_goes_where_its_route_says()
    {
        await using PageUnderTest page = await demo.Open();

        ILocator message = await page.Message("stops-by-hand", await page.Press("stop"), InboxSubject.StoppedByHand);

        await page.Expect(message, "Workflow stopped by hand: Databricks bridge in socktown");
    }

    [Fact]
    public async Task A_hostile_name_stays_text_on_both_platforms()
    {
        await using PageUnderTest page = await demo.Open();

        string run = await page.Press("hostile");

        foreach (string destination in new[] { "data-team", "platform-oncall" })
        {
            ILocator message = await page.Message(destination, run, InboxSubject.Failed);
            await page.Expect(message, "<img src=x onerror=alert(1)> </script><script>alert(2)</script> <!channel> [free](https://example.com) ");
            await page.Expect(message, "*bold*");
            Assert.Equal(0, await message.Locator(".message-body :is(img, script, iframe, a, b:text-is('bold'), .slack-mention)").CountAsync());
        }

        Assert.Empty(page.Unasked);
    }

    [Fact]
    public async Task A_storm_is_told_in_a_few_digests()
    {
        await using PageUnderTest page = await demo.Open();

        await page.Press("storm");

        foreach (string destination in new[] { "data-team", "platform-oncall" })
        {
            ILocator digests = page.Page.Locator($"section.column[data-name='{destination}'] article[data-subject='Digest']");
            await digests.First.WaitForAsync();
            await page.Expect(digests.First, "workflow runs failed or were canceled");
            Assert.InRange(await digests.CountAsync(), 1, 3);
        }

        await page.Expect(page.Page.Locator("#pipeline"), "0 poisoned");

        // However few messages tell of them, each of the 500 was routed to whoever has to act.
        await page.Page.WaitForFunctionAsync("""
            () => [...document.getElementById("pipeline").innerText.matchAll(/([\d,]+) for /g)].reduce((sum, [, count]) => sum + Number(count.replaceAll(",", "")), 0) >= 500
            """);
        Assert.InRange(await page.Page.Locator("article.message").CountAsync(), 2, 90);
    }

    [Fact]
    public async Task The_JSON_can_be_copied_as_it_was_sent()
    {
        await using PageUnderTest page = await demo.Open();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        ILocator message = page.Page.Locator("article.message[data-subject='Failed']").First;

        await message.Locator("summary").ClickAsync();
        await message.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Copy the JSON" }).ClickAsync();

        await page.Expect(message.Locator(".copied"), "Copied.");
        using JsonDocument copied = JsonDocument.Parse(await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        Assert.True(copied.RootElement.TryGetProperty("blocks", out _) || copied.RootElement.TryGetProperty("attachments", out _));
        await page.Expect(message.Locator(".raw-tools"), "To change it, paste");
    }
}
