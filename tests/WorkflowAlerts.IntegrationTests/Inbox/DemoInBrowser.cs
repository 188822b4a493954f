using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>One demo and one browser for all tests of the page. Without a browser the tests are skipped, and nothing is started.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServedPage? _demo;

    internal ServedPage Demo => _demo!;

    public async ValueTask InitializeAsync()
    {
        if (ChromiumProgram.Find() is not { } chromium)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ChromiumProgram.Arguments });
        _demo = await ServedPage.OfDemo();
    }

    /// <summary>Opens a page in a browser profile of its own, and skips the test where there is no browser.</summary>
    internal async Task<PageUnderTest> Open(BrowserNewContextOptions? options = null, string address = "", Uri? demo = null) =>
        await PageUnderTest.Open(await NewContext(options), address, demo ?? Demo.Address);

    /// <summary>Skips the test where there is no browser.</summary>
    internal void SkipWithoutBrowser() => Assert.SkipWhen(_browser is null, ChromiumProgram.Missing);

    /// <summary>A browser profile of its own; skips the test where there is no browser.</summary>
    internal async Task<IBrowserContext> NewContext(BrowserNewContextOptions? options = null)
    {
        SkipWithoutBrowser();
        return await _browser!.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
    }

    public async ValueTask DisposeAsync()
    {
        if (_demo is not null)
        {
            await _demo.DisposeAsync();
        }

        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
