using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>How the page can be used: finding messages, by keyboard, on a phone, in the dark, by ear.</summary>
[Collection(InboxCollection.Name)]
public sealed class UsingTests(DemoInBrowser demo)
{
    [Fact]
    public async Task A_filter_leaves_what_was_asked_for_and_is_in_the_address()
    {
        await using PageUnderTest page = await demo.Open();
        string run = await page.Press("fail-customer");
        await page.Message("data-team", run);

        await page.Page.FillAsync("#q", run);

        // A recovery that comes meanwhile names the run too.
        await Assertions.Expect(page.Page.Locator("article.message").Filter(new LocatorFilterOptions { HasNotText = run })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Messages("data-team", run, InboxSubject.Failed)).ToHaveCountAsync(1);
        await page.Page.SelectOptionAsync("#to", "platform-oncall");
        await page.Expect(page.Page.Locator("section.column[data-name='platform-oncall'] .nothing"), "No message matches the filter.");
        Assert.Contains($"q={run}&to=platform-oncall", page.Page.Url, StringComparison.Ordinal);
        await page.Page.ReloadAsync();
        await Assertions.Expect(page.Page.Locator("#q")).ToHaveValueAsync(run);
        await Assertions.Expect(page.Page.Locator("#to")).ToHaveValueAsync("platform-oncall");
    }

    [Fact]
    public async Task A_filter_by_what_messages_tell_of_shows_only_those()
    {
        await using PageUnderTest page = await demo.Open();
        await page.Message("stops-by-hand", await page.Press("stop"));

        await page.Page.SelectOptionAsync("#about-filter", "StoppedByHand");

        await Assertions.Expect(page.Page.Locator("article.message:not([data-subject='StoppedByHand'])")).ToHaveCountAsync(0);
        Assert.NotEqual(0, await page.Page.Locator("article.message").CountAsync());
    }

    [Fact]
    public async Task A_message_has_an_address_that_leads_to_it()
    {
        await using PageUnderTest page = await demo.Open(address: "#/message/2");

        ILocator message = page.Page.Locator("#message-2");

        await Assertions.Expect(message).ToHaveClassAsync(new Regex("pointed"));
        await Assertions.Expect(message).ToBeFocusedAsync();
        await Assertions.Expect(message).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Keys_lead_from_message_to_message_and_to_the_search()
    {
        await using PageUnderTest page = await demo.Open();

        await page.Page.Keyboard.PressAsync("j");
        string? first = await page.Page.EvaluateAsync<string?>("document.activeElement.id");
        await page.Page.Keyboard.PressAsync("l");
        string? beside = await page.Page.EvaluateAsync<string?>("document.activeElement.id");
        await page.Page.Keyboard.PressAsync("/");

        Assert.StartsWith("message-", first, StringComparison.Ordinal);
        Assert.StartsWith("message-", beside, StringComparison.Ordinal);
        Assert.NotEqual(first, beside);
        await Assertions.Expect(page.Page.Locator("#q")).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("jkl");
        await Assertions.Expect(page.Page.Locator("#q")).ToHaveValueAsync("jkl");
    }

    [Fact]
    public async Task It_follows_the_system_into_the_dark_and_remembers_another_choice()
    {
        await using PageUnderTest page = await demo.Open(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        ILocator root = page.Page.Locator("html");
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "dark");
        string dark = await CardColour(page);

        await page.Page.SelectOptionAsync("#theme", "light");

        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");
        Assert.NotEqual(dark, await CardColour(page));
        await page.Page.ReloadAsync();
        await Assertions.Expect(root).ToHaveAttributeAsync("data-theme", "light");
    }

    [Fact]
    public async Task At_phone_width_nothing_scrolls_sideways_and_one_destination_shows_at_a_time()
    {
        await using PageUnderTest page = await demo.Open(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 390, Height = 844 } });

        Assert.Equal(390, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await Assertions.Expect(page.Page.Locator("section.column:visible")).ToHaveCountAsync(1);
        await page.Page.ClickAsync("#tabs button:text-is('platform-oncall')");
        await Assertions.Expect(page.Page.Locator("section.column:visible")).ToHaveAttributeAsync("data-name", "platform-oncall");
        Assert.Equal(390, await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Axe_finds_nothing_serious(ColorScheme scheme, int width)
    {
        await using PageUnderTest page = await demo.Open(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 } });
        await page.Page.Locator("article.message summary:visible").First.ClickAsync();

        string[] serious = await Axe.Serious(page.Page);
        Assert.Empty(serious);
    }

    private static Task<string> CardColour(PageUnderTest page) => page.Page.Locator(".teams-card").First.EvaluateAsync<string>("card => getComputedStyle(card).backgroundColor");
}
