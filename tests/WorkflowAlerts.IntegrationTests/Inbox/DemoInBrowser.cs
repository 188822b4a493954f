using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>One demo and one browser for all tests of the page. Without a browser the tests are skipped, and nothing is started.</summary>
public sealed class DemoInBrowser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private LiveDemo? _demo;

    internal LiveDemo Demo => _demo!;

    public async ValueTask InitializeAsync()
    {
        if (ChromiumProgram.Find() is not { } chromium)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ChromiumProgram.Arguments });
        _demo = await LiveDemo.Start();
    }

    /// <summary>Opens a page in a browser profile of its own, and skips the test where there is no browser.</summary>
    internal async Task<PageUnderTest> Open(BrowserNewContextOptions? options = null, string address = "", Uri? demo = null)
    {
        Assert.SkipWhen(_browser is null, ChromiumProgram.Missing);
        IBrowserContext context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 800 } });
        return await PageUnderTest.Open(context, new Uri(demo ?? Demo.Address, address));
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
