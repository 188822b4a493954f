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

        Assert.IsType<DeliveryResult.Refused>(await Post(slack.Url));
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
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no")]
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

        Assert.Equal(new DeliveryResult.Refused("404: Slack refuses this webhook; check its URL"), await Post(slack.Url));
        Assert.InRange(slack.Sent, 0, 64 << 20);
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

    // Only what hangs takes this long.
    private static Task<DeliveryResult> Post(string url) =>
        ADestination.Poster(null, new FakeTimeProvider()).Post(ADestination.Slack(url), ADestination.Message, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(5));
}
