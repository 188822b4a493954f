using WorkflowAlerts.Telling;
using System.Net;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The page is for this machine, and its buttons are for the page.</summary>
public sealed class GuardTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private int _pressed;
    private InboxServer? _server;

    public async ValueTask InitializeAsync()
    {
        InboxAction action = new("break", "Trouble", "Break it", "Breaks it.", false, _ => Task.FromResult($"Broken {++_pressed} times."));
        _server = await InboxServer.Start(new InboxMessages(TimeProvider.System), new InboxOptions("Test", "A test.", "Over.") { Actions = [action] }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task The_page_may_press_a_button()
    {
        HttpResponseMessage answer = await Press(InboxGuard.Header, "page");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"said":"Broken 1 times."}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Accept", "*/*")]
    [InlineData("Origin", "https://evil.example", InboxGuard.Header, "page")]
    [InlineData("Origin", "null", InboxGuard.Header, "page")]
    [InlineData("Sec-Fetch-Site", "cross-site", InboxGuard.Header, "page")]
    [InlineData("Sec-Fetch-Site", "same-site", InboxGuard.Header, "page")]
    [InlineData("Host", "evil.example", InboxGuard.Header, "page")]
    public async Task No_other_site_may(params string[] headers)
    {
        HttpResponseMessage answer = await Press(headers);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, _pressed);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/events")]
    [InlineData("/inbox.js")]
    public async Task A_name_that_only_resolves_to_this_machine_is_not_answered(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_server!.Address, path));
        request.Headers.Host = $"rebound.example:{_server.Address.Port}";

        HttpResponseMessage answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_from_elsewhere_may_run_on_the_page()
    {
        HttpResponseMessage answer = await _client.GetAsync(_server!.Address, TestContext.Current.CancellationToken);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/actions/sing", "POST", HttpStatusCode.NotFound)]
    [InlineData("/../appsettings.json", "GET", HttpStatusCode.NotFound)]
    [InlineData("/", "DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task There_is_nothing_else(string path, string method, HttpStatusCode expected)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(_server!.Address, path));
        request.Headers.Add(InboxGuard.Header, "page");

        Assert.Equal(expected, (await _client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    private Task<HttpResponseMessage> Press(params string[] headers)
    {
        HttpRequestMessage request = new(HttpMethod.Post, new Uri(_server!.Address, "/actions/break"));
        foreach (string[] header in headers.Chunk(2))
        {
            request.Headers.TryAddWithoutValidation(header[0], header[1]);
        }

        return _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
