using WorkflowAlerts.Telling;
using Microsoft.Playwright;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.IntegrationTests.Running;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary><c>preview</c> as a page and as a picture.</summary>
[Collection(InboxCollection.Name)]
public sealed class PreviewTests(DemoInBrowser demo) : IDisposable
{
    private const string Run = """
        { "id": "wf-20260619-14418-6UhqSe", "state": "failed", "type": "campaign.send", "tenant": "socktown", "created_at": "2026-06-19T04:00:18Z", "ended_at": "2026-06-19T04:03:09Z",
          "name": "Orders </script><script>document.title = 'run'</script><img src=x onerror=alert(1)>",
          "error": { "type": "a/b", "message": "Found table in an invalid state." } }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("workflow-alerts-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_html_preview_is_one_file_that_shows_both_messages_and_runs_nothing_of_theirs()
    {
        string file = Path.Combine(_folder.FullName, "both.html");
        CliProcess cli = await Preview([], "--format", "html", "--output", file);
        Assert.True(cli.ExitCode == 0, cli.Errors);
        string html = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.DoesNotContain("src=\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);

        await using IBrowserContext context = await demo.NewContext();
        IPage page = await context.NewPageAsync();
        List<string> requests = [];
        page.Request += (_, request) => requests.Add(request.Url);
        await page.GotoAsync(new Uri(file).AbsoluteUri);

        await Assertions.Expect(page.Locator(".slack-header")).ToContainTextAsync("<img src=x onerror=alert(1)> in socktown");
        await Assertions.Expect(page.Locator(".teams-card")).ToContainTextAsync("Found table in an invalid state.");
        Assert.Equal("Workflow Alerts: preview", await page.TitleAsync());
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.Equal([new Uri(file).AbsoluteUri], requests);
    }

    [Fact]
    public async Task A_picture_is_as_high_as_its_messages()
    {
        Assert.SkipWhen(ChromiumProgram.Find() is null, ChromiumProgram.Missing);

        CliProcess cli = await Preview([], "--format", "png", "--output", _folder.FullName);

        Assert.True(cli.ExitCode == 0, cli.Errors);
        byte[] png = await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "preview.png"), TestContext.Current.CancellationToken);
        Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString(png, 0, 4));

        // Width and height are the first things in a PNG file: https://www.w3.org/TR/png-3/#11IHDR
        Assert.Equal(1020, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.InRange(System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), 900, 1500);
    }

    [Fact]
    public async Task Where_there_is_no_browser_a_picture_becomes_a_page_and_that_is_said()
    {
        CliProcess cli = await Preview(new Dictionary<string, string> { [ChromiumProgram.Variable] = "/nowhere/chromium" }, "--format", "png", "--output", Path.Combine(_folder.FullName, "both.png"));

        Assert.Equal(0, cli.ExitCode);
        Assert.Contains("No Chromium, Chrome or Edge was found.", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("both.html, which shows 2 messages in any browser.", cli.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "both.html")));
    }

    [Theory]
    [InlineData("--format", "gif")]
    [InlineData("--output", "somewhere.json")]
    public async Task A_wrong_form_is_refused(params string[] arguments)
    {
        Assert.Equal(2, (await Preview([], arguments)).ExitCode);
        Assert.Equal(["run.json"], _folder.EnumerateFiles().Select(file => file.Name));
    }

    private async Task<CliProcess> Preview(Dictionary<string, string> environment, params string[] arguments)
    {
        string run = Path.Combine(_folder.FullName, "run.json");
        await File.WriteAllTextAsync(run, Run);
        await using World world = await World.Start();
        return await CliProcess.Run(world.Settings.Concat(environment).ToDictionary(), ["preview", "--run", run, .. arguments]);
    }
}
