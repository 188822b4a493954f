using WorkflowAlerts.Telling;
using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Tests.Delivery;

/// <summary>What only real sockets show.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task The_request_has_its_length_type_and_body()
    {
        await using Loopback slack = new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        Assert.Equal(new DeliveryResult.Accepted("200 ok"), await Post(slack.Url));
        string request = Assert.Single(slack.Requests);
        Assert.StartsWith("POST /services/T0SECRET01/kq7Zt2SecretTokenXyz98 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json; charset=utf-8\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Length: 13\r\n", request, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n{\"blocks\":[]}", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using Loopback other = new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await using Loopback slack = new($"HTTP/1.1 307 Temporary Redirect\r\nLocation: {other.Url}\r\nContent-Length: 0\r\n\r\n");

        Assert.IsType<DeliveryResult.RetryLater>(await Post(slack.Url));
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_connection_that_is_refused_carried_no_message()
    {
        Loopback gone = new("");
        await gone.DisposeAsync();

        Assert.False(Assert.IsType<DeliveryResult.RetryLater>(await Post(gone.Url)).MayHaveArrived);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("no HTTP at all\r\n\r\n")]
    public async Task A_message_may_have_arrived_when_the_answer_breaks_off(string answer)
    {
        await using Loopback slack = new(answer);

        DeliveryResult.RetryLater result = Assert.IsType<DeliveryResult.RetryLater>(await Post(slack.Url));
        Assert.True(result.MayHaveArrived);
        Assert.EndsWith("(the connection broke)", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_read_in_part()
    {
        await using Loopback slack = new("HTTP/1.1 404 Not Found\r\n\r\n", forever: new string('x', 1 << 16));

        Assert.StartsWith("404: Slack never answers like this", Assert.IsType<DeliveryResult.RetryLater>(await Post(slack.Url)).Detail, StringComparison.Ordinal);
        Assert.InRange(slack.Sent, 0, 64 << 20);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no", "200: the answer broke off", true)]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 20\r\n\r\ninvalid_", "403: the answer broke off", false)]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 20\r\n\r\nb", "503", false)]
    public async Task The_status_says_what_can_be_said_of_a_Slack_answer_that_breaks_off(string answer, string detail, bool mayHaveArrived)
    {
        await using Loopback slack = new(answer);

        Assert.Equal(new DeliveryResult.RetryLater(detail, null, mayHaveArrived), await Post(slack.Url));
    }

    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 200\r\n\r\n")]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 200\r\n\r\n{\"id\":\"17")]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"id\"")]
    [InlineData("HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\nno length\r\n")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    public async Task Teams_has_said_yes_when_its_status_says_so_whatever_becomes_of_the_body(string answer)
    {
        await using Loopback teams = new(answer);

        Assert.IsType<DeliveryResult.Accepted>(await PostToTeams(teams.Url));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 27\r\n\r\n<html>Please sign in</html>")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html>")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n\r\n  <!doctype html><html>Please sign in</html>")]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Type: application/xhtml+xml\r\nContent-Length: 0\r\n\r\n")]
    public async Task A_page_in_the_place_of_Teams_answer_posted_nothing(string answer)
    {
        await using Loopback gateway = new(answer);

        DeliveryResult.RetryLater later = Assert.IsType<DeliveryResult.RetryLater>(await PostToTeams(gateway.Url));
        Assert.False(later.MayHaveArrived);
        Assert.EndsWith("a gateway or proxy answered in its place", later.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", "the proxy refuses to connect to it")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "the proxy refuses to connect to it")]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", "the proxy refuses to connect to it")]
    [InlineData("", "the connection broke before the message was sent")]
    [InlineData("HTTP/1.1 200", "the connection broke before the message was sent")]
    public async Task A_proxy_that_does_not_connect_carried_no_message(string answer, string words)
    {
        await using Loopback proxy = new(answer);
        using SocketsHttpHandler handler = new() { Proxy = new System.Net.WebProxy(new Uri(proxy.Url).GetLeftPart(UriPartial.Authority)) };

        DeliveryResult result = await ADestination.Poster(handler, new FakeTimeProvider())
            .Post(ADestination.Slack(), ADestination.Message, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(new DeliveryResult.RetryLater($"https://hooks.slack.com/… could not be reached ({words})", null, MayHaveArrived: false), result);
        Assert.StartsWith("CONNECT hooks.slack.com:443", proxy.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_not_quoted_however_its_letters_are_written()
    {
        await using Loopback slack = new($"HTTP/1.1 503 Busy\r\nContent-Length: 6000\r\n\r\n{new string('é', 3000)}");

        Assert.Equal(new DeliveryResult.RetryLater("503", null, MayHaveArrived: false), await Post(slack.Url));
    }

    [Fact]
    public async Task No_trace_span_carries_the_address()
    {
        List<Activity> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (spans)
                {
                    spans.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using Loopback slack = new("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await Post(slack.Url);

        lock (spans)
        {
            Assert.DoesNotContain(spans.SelectMany(span => span.TagObjects), tag => $"{tag.Value}".Contains("Secret", StringComparison.OrdinalIgnoreCase));
        }

        Assert.DoesNotContain("traceparent", slack.Requests[0], StringComparison.OrdinalIgnoreCase);
    }

    private static Task<DeliveryResult> PostToTeams(string url) => ADestination.Poster(null, new FakeTimeProvider())
        .Post(ADestination.Teams(url), ADestination.Message, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(20));

    // Only what hangs takes this long.
    private static Task<DeliveryResult> Post(string url) =>
        ADestination.Poster(null, new FakeTimeProvider()).Post(ADestination.Slack(url), ADestination.Message, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5));
}
