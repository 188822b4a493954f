using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The page in a browser, with everything it did that nobody asked for.</summary>
internal sealed partial class PageUnderTest : IAsyncDisposable
{
    private static readonly float s_limit = (float)Eventually.Limit.TotalMilliseconds;

    private readonly IBrowserContext _context;

    private PageUnderTest(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
    }

    public IPage Page { get; }

    public IBrowserContext Context => _context;

    /// <summary>Requests to anywhere else, dialogs, and errors of scripts.</summary>
    public List<string> Unasked { get; } = [];

    public static async Task<PageUnderTest> Open(IBrowserContext context, string path, Uri server)
    {
        Uri address = new(server, path);
        context.SetDefaultTimeout(s_limit);
        Assertions.SetDefaultExpectTimeout(s_limit);
        PageUnderTest opened = new(context, await context.NewPageAsync());
        opened.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != address.Authority)
            {
                opened.Unasked.Add($"a request to {request.Url}");
            }
        };
        opened.Page.PageError += (_, error) => opened.Unasked.Add(error);
        opened.Page.Console += (_, said) =>
        {
            if (said.Type == "error" && !said.Text.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal) && !said.Text.Contains("ERR_INCOMPLETE_CHUNKED_ENCODING", StringComparison.Ordinal))
            {
                opened.Unasked.Add(said.Text);
            }
        };
        opened.Page.Dialog += async (_, dialog) =>
        {
            opened.Unasked.Add($"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        await opened.Page.GotoAsync(address.AbsoluteUri);
        await opened.Page.Locator("article.message").First.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return opened;
    }

    /// <summary>Presses a button of the demo. Returns the run that it says it made.</summary>
    public async Task<string> Press(string action)
    {
        await Page.Locator("#notice").EvaluateAsync("notice => notice.textContent = ''");
        await Page.ClickAsync($"#action-{action}");
        ILocator notice = Page.Locator("#notice");
        await Assertions.Expect(notice).Not.ToBeEmptyAsync();
        return RunId().Match(await notice.InnerTextAsync()).Value;
    }

    /// <summary>The messages in a column that have a text, and a subject where one is given: a recovery names the runs that failed before it.</summary>
    public ILocator Messages(string destination, string text, InboxSubject? subject = null) => Page.Locator(
        $"section.column[data-name='{destination}'] article.message{(subject is null ? "" : $"[data-subject='{subject}']")}", new PageLocatorOptions { HasText = text });

    /// <summary>Waits for one.</summary>
    public async Task<ILocator> Message(string destination, string text, InboxSubject? subject = null)
    {
        ILocator message = Messages(destination, text, subject).First;
        await message.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        return message;
    }

    public async Task Expect(ILocator locator, string text) => await Assertions.Expect(locator).ToContainTextAsync(text);

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    [GeneratedRegex(@"wf-\d{8}-\d+-\w+", RegexOptions.CultureInvariant)]
    private static partial Regex RunId();
}
