using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>What a page hears of its inbox, and that it misses nothing while it is away.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    private readonly InboxMessages _inbox = new(TimeProvider.System);
    private readonly HttpClient _client = new();
    private InboxServer? _server;

    public async ValueTask InitializeAsync() => _server = await InboxServer.Start(_inbox, new InboxOptions("Test", "A test.", "It is over."), TimeProvider.System);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server!.DisposeAsync();
    }

    [Fact]
    public async Task A_page_that_was_away_hears_what_it_missed_and_nothing_twice()
    {
        _inbox.Add(Message("first"));
        string known;
        using (StreamReader page = await Listen(null))
        {
            Assert.Contains("\"fresh\":true", await Hear(page, "greeting"), StringComparison.Ordinal);
            Assert.Contains("first", await Hear(page, "message"), StringComparison.Ordinal);
            known = (await Line(page, "id: "))["id: ".Length..];
        }

        _inbox.Add(Message("second"));

        using StreamReader again = await Listen(known);
        Assert.Contains("\"fresh\":false", await Hear(again, "greeting"), StringComparison.Ordinal);
        Assert.Contains("second", await Hear(again, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_an_earlier_program_begins_afresh()
    {
        _inbox.Add(Message("first"));

        using StreamReader page = await Listen("0123-7");

        Assert.Contains("\"fresh\":true", await Hear(page, "greeting"), StringComparison.Ordinal);
        Assert.Contains("first", await Hear(page, "message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_is_told()
    {
        using StreamReader page = await Listen(null);
        await Hear(page, "greeting");

        _inbox.End("It is over.");

        Assert.Contains("It is over.", await Hear(page, "end"), StringComparison.Ordinal);
        Assert.Equal("", await page.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    private static InboxMessage Message(string body) => new("data-team", new SlackChat(), body, DateTimeOffset.UnixEpoch);

    private async Task<StreamReader> Listen(string? lastEventId)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(_server!.Address, "/events"));
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> Hear(StreamReader page, string name)
    {
        await Line(page, $"event: {name}");
        string data = await Line(page, "data: ");
        await page.ReadLineAsync(TestContext.Current.CancellationToken);
        return data;
    }

    private static async Task<string> Line(StreamReader page, string start)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Limit);
        while (true)
        {
            string line = await page.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException($"The stream ended before \"{start}\".");
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }
    }
}
