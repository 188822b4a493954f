using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.IntegrationTests.Inbox;

namespace WorkflowAlerts.IntegrationTests.Picturing;

/// <summary>Pictures of the inbox page, while the real demo fills it.</summary>
internal static class PagePictures
{
    private const float Limit = 60_000;

    // A page shows them smaller than that, and they stay small files.
    private const float Scale = 0.8f;

    /// <summary>Makes them, and returns their names.</summary>
    public static async Task<IReadOnlyList<string>> Draw(string images, string chromium)
    {
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ChromiumProgram.Arguments });
        await using ServedPage demo = await ServedPage.OfDemo();
        await Prepare(browser, demo);
        List<string> drawn = [];
        foreach ((string name, ColorScheme scheme, int width, int height) in new[]
        {
            ("inbox-light.png", ColorScheme.Light, 1280, 740), ("inbox-dark.png", ColorScheme.Dark, 1280, 740), ("inbox-phone.png", ColorScheme.Light, 390, 844),
        })
        {
            await using IBrowserContext context = await Context(browser, scheme, width, height);
            IPage page = await Open(context, demo);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(images, name) });
            drawn.Add(name);
        }

        return drawn;
    }

    // A bit of everything, so that each column begins with something to see.
    private static async Task Prepare(IBrowser browser, ServedPage demo)
    {
        await using IBrowserContext context = await Context(browser, ColorScheme.Light, 1280, 800);
        IPage page = await Open(context, demo);
        await page.ClickAsync("#action-storm");
        await page.Locator("article[data-subject='Digest']").First.WaitForAsync();
        await page.ClickAsync("#action-stop");
        await page.ClickAsync("#action-fail-customer");
        await page.ClickAsync("#action-fail-platform");
        await page.Locator(".column[data-name='platform-oncall'] article", new PageLocatorOptions { HasText = "Nightly couriers in socktown" }).First.WaitForAsync();
        await page.Locator(".column[data-name='data-team'] article", new PageLocatorOptions { HasText = "Customer Attribute Daily in socktown" }).First.WaitForAsync();
    }

    private static async Task<IBrowserContext> Context(IBrowser browser, ColorScheme scheme, int width, int height)
    {
        IBrowserContext context = await browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = scheme, TimezoneId = "UTC", DeviceScaleFactor = Scale, ViewportSize = new ViewportSize { Width = width, Height = height } });
        context.SetDefaultTimeout(Limit);
        return context;
    }

    private static async Task<IPage> Open(IBrowserContext context, ServedPage demo)
    {
        IPage page = await context.NewPageAsync();
        await page.GotoAsync(demo.Address.AbsoluteUri);
        await page.Locator("article:visible").First.WaitForAsync();
        await page.Locator("#pipeline .plot").WaitForAsync();
        return page;
    }
}
