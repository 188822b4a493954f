using WorkflowAlerts.Telling;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Connecting;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Delivery;

public sealed class WebhookPosterTests
{
    // Only what hangs takes this long.
    private static readonly TimeSpan Real = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_message_goes_out_as_it_is_with_the_destinations_headers()
    {
        ScriptedHandler handler = ScriptedHandler.Answers((HttpStatusCode.OK, "ok\n"));

        DeliveryResult result = await Post(handler, ADestination.Slack(headers: [("X-Alert-Secret", "s3cr3t"), ("Authorization", "odd value")]));

        Assert.Equal(new DeliveryResult.Accepted("200 ok"), result);
        (HttpRequestMessage request, string body) = Assert.Single(handler.Requests);
        Assert.Equal(HttpMethod.Post, request.Method);
        Assert.Equal(ADestination.SlackUrl, request.RequestUri!.AbsoluteUri);
        Assert.Equal("application/json; charset=utf-8", request.Content!.Headers.ContentType!.ToString());
        Assert.Equal(["s3cr3t"], request.Headers.GetValues("X-Alert-Secret"));
        Assert.Equal(["odd value"], request.Headers.GetValues("Authorization"));
        Assert.Equal(ADestination.Text(ADestination.Message.Body), body);
    }

    [Fact]
    public async Task A_name_that_leads_to_a_metadata_address_is_a_refusal()
    {
        ScriptedHandler handler = ScriptedHandler.Throws(new HttpRequestException("no", new MetadataRefusedException("hooks.example.com")));

        DeliveryResult result = await Post(handler, ADestination.Slack());

        Assert.StartsWith("hooks.example.com resolves to a cloud's metadata address", Assert.IsType<DeliveryResult.Refused>(result).Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 0)]
    [InlineData("date", 90)]
    [InlineData("past", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Retry_After_is_read_as_seconds_or_as_a_date(string? header, int? seconds)
    {
        string? value = header switch
        {
            "date" => (_time.GetUtcNow() + TimeSpan.FromSeconds(90)).ToString("R"),
            "past" => (_time.GetUtcNow() - TimeSpan.FromSeconds(90)).ToString("R"),
            _ => header,
        };
        ScriptedHandler handler = new(_ =>
        {
            HttpResponseMessage response = new(HttpStatusCode.TooManyRequests);
            response.Headers.TryAddWithoutValidation("Retry-After", value);
            return Task.FromResult(response);
        });

        DeliveryResult result = await Post(handler, ADestination.Slack());

        Assert.Equal(new DeliveryResult.RetryLater("429", seconds is { } s ? TimeSpan.FromSeconds(s) : null, MayHaveArrived: false), result);
    }

    [Theory]
    [InlineData("invalid_blocks")]
    [InlineData("invalid_attachments")]
    public async Task A_message_whose_blocks_are_refused_is_sent_once_more_as_text(string refusal)
    {
        ScriptedHandler handler = ScriptedHandler.Answers((HttpStatusCode.BadRequest, refusal), (HttpStatusCode.OK, "ok"));

        Assert.IsType<DeliveryResult.Accepted>(await Post(handler, ADestination.Slack()));
        Assert.Equal([ADestination.Text(ADestination.Message.Body), ADestination.Text(ADestination.Message.PlainBody!.Value)], handler.Requests.Select(request => request.Body));
    }

    [Fact]
    public async Task A_message_that_is_refused_as_text_too_is_not_sent_again()
    {
        ScriptedHandler handler = ScriptedHandler.Answers((HttpStatusCode.BadRequest, "invalid_blocks"), (HttpStatusCode.BadRequest, "invalid_blocks"));

        Assert.IsType<DeliveryResult.Refused>(await Post(handler, ADestination.Slack()));
        Assert.Equal(2, handler.Requests.Count);
    }

    [Fact]
    public async Task Only_Slack_and_only_where_there_is_a_text_gets_the_text()
    {
        ScriptedHandler teams = ScriptedHandler.Answers((HttpStatusCode.BadRequest, "invalid_blocks"));
        ScriptedHandler slack = ScriptedHandler.Answers((HttpStatusCode.BadRequest, "invalid_blocks"));

        Assert.IsType<DeliveryResult.RetryLater>(await Post(teams, ADestination.Teams()));
        Assert.IsType<DeliveryResult.Refused>(await Post(slack, ADestination.Slack(), new RenderedMessage("{}"u8.ToArray())));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "its name does not resolve", false)]
    [InlineData(HttpRequestError.ConnectionError, "no connection", false)]
    [InlineData(HttpRequestError.SecureConnectionError, "no trusted TLS connection", false)]
    [InlineData(HttpRequestError.ProxyTunnelError, "the proxy refuses to connect to it", false)]
    [InlineData(HttpRequestError.ResponseEnded, "the connection broke before the message was sent", false)]
    [InlineData(HttpRequestError.Unknown, "the connection broke before the message was sent", false)]
    [InlineData(HttpRequestError.ConnectionError, "no connection", true)]
    [InlineData(HttpRequestError.ResponseEnded, "the connection broke", true)]
    [InlineData(HttpRequestError.Unknown, "the connection broke", true)]
    public async Task A_message_may_have_arrived_unless_nothing_of_it_was_sent(HttpRequestError error, string words, bool mayHaveArrived)
    {
        HttpRequestException exception = new(error, ADestination.SlackUrl);
        DeliveryResult result = await Post(mayHaveArrived ? ScriptedHandler.Throws(exception) : ScriptedHandler.NeverSends(exception), ADestination.Slack());

        Assert.Equal(new DeliveryResult.RetryLater($"https://hooks.slack.com/… could not be reached ({words})", null, mayHaveArrived), result);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_within_15_seconds_is_not_waited_for()
    {
        Task<DeliveryResult> sending = Post(new ScriptedHandler(Never), ADestination.Teams());
        _time.Advance(TimeSpan.FromSeconds(15) - TimeSpan.FromTicks(1));
        Assert.False(sending.IsCompleted);

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new DeliveryResult.RetryLater("no answer within 15 seconds", null, MayHaveArrived: true), await sending.WaitAsync(Real));
    }

    [Fact]
    public async Task A_body_that_stalls_is_not_waited_for_longer_than_3_seconds()
    {
        foreach ((Destination destination, HttpStatusCode status, DeliveryResult expected) in new (Destination, HttpStatusCode, DeliveryResult)[]
        {
            (ADestination.Teams(), HttpStatusCode.Accepted, new DeliveryResult.Accepted("202")),
            (ADestination.Teams(), HttpStatusCode.NotFound, new DeliveryResult.RetryLater("404: the answer broke off", null, MayHaveArrived: false)),
            (ADestination.Slack(), HttpStatusCode.OK, new DeliveryResult.RetryLater("200: the answer broke off", null, MayHaveArrived: true)),
        })
        {
            StalledBody body = new();
            Task<DeliveryResult> sending = Post(new ScriptedHandler(_ => Task.FromResult(new HttpResponseMessage(status) { Content = new StreamContent(body) })), destination);
            await body.Asked.WaitAsync(Real);
            _time.Advance(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));
            Assert.False(sending.IsCompleted);

            _time.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(expected, await sending.WaitAsync(Real));
        }
    }

    [Fact]
    public async Task A_connection_that_is_not_made_in_time_carried_no_message()
    {
        using SocketsHttpHandler handler = new()
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(20),
            ConnectCallback = async (_, stop) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
                return Stream.Null;
            },
        };

        DeliveryResult result = await Post(handler, ADestination.Slack());

        Assert.Equal(new DeliveryResult.RetryLater("https://hooks.slack.com/… could not be reached (no connection)", null, MayHaveArrived: false), result);
    }

    [Fact]
    public async Task A_send_under_way_when_the_program_is_stopped_still_gets_its_answer()
    {
        TaskCompletionSource<HttpResponseMessage> answer = new();
        using CancellationTokenSource stop = new();
        Task<DeliveryResult> sending = Post(new ScriptedHandler(token => answer.Task.WaitAsync(token)), ADestination.Slack(), stop: stop.Token);
        await stop.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        answer.SetResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("ok") });

        Assert.Equal(new DeliveryResult.Accepted("200 ok"), await sending.WaitAsync(Real));
    }

    [Fact]
    public async Task A_send_under_way_when_the_program_is_stopped_is_cut_off_after_2_seconds()
    {
        using CancellationTokenSource stop = new();
        Task<DeliveryResult> sending = Post(new ScriptedHandler(Never), ADestination.Slack(), stop: stop.Token);
        await stop.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(1.9));
        Assert.False(sending.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(new DeliveryResult.RetryLater("the program stopped before the answer came", null, MayHaveArrived: true), await sending.WaitAsync(Real));
    }

    private static async Task<HttpResponseMessage> Never(CancellationToken stop)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        return new HttpResponseMessage();
    }

    private Task<DeliveryResult> Post(HttpMessageHandler handler, Destination destination, RenderedMessage? message = null, CancellationToken stop = default) =>
        ADestination.Poster(handler, _time).Post(destination, message ?? ADestination.Message, stop);
}
