using WorkflowAlerts.Telling;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RetryTests
{
    private const string Page = """{"data":[{"id":"wf-1","ended_at":"2026-06-19"}]}""";

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_refusal_is_tried_again(int status)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (n, _) => Task.FromResult(n <= 6 ? new HttpResponseMessage((HttpStatusCode)status) : ScriptedAmperity.Json(Page));

        Assert.Single(Assert.Single(await setup.List()).Runs);

        Assert.Equal(7, setup.Amperity.ApiRequests.Length);
        Assert.Single(setup.Amperity.TokenRequests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    public async Task A_lasting_refusal_is_not_tried_again(int status)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status));

        await setup.ListIsRefused($"{status}");

        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task Retries_end()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway));

        await setup.ListIsRefused("502");

        Assert.Equal(7, setup.Amperity.ApiRequests.Length);
    }

    [Fact]
    public async Task Many_failures_in_a_row_open_no_circuit()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (n, _) => Task.FromResult(n <= 210 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : ScriptedAmperity.Json(Page));
        for (int poll = 0; poll < 30; poll++)
        {
            await setup.ListIsRefused("502");
        }

        Assert.Single(await setup.List());
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_again()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (n, _) => n < 3 ? throw new HttpRequestException("reset", new IOException("reset")) : Task.FromResult(ScriptedAmperity.Json(Page));

        Assert.Single(Assert.Single(await setup.List()).Runs);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_page_is_tried_again()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (n, _) => Task.FromResult(
            n < 3 ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(1000)) } : ScriptedAmperity.Json(Page));

        Assert.Single(Assert.Single(await setup.List()).Runs);
    }

    [Fact]
    public async Task A_connection_that_never_holds_is_an_error_that_names_BaseUrl()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");

        AmperityException refusal = await setup.ListIsRefused("socktown", "NameResolutionError", "https://socktown.amperity.com/api/workflow/runs", "BaseUrl");

        Assert.Null(refusal.Status);
        Assert.IsType<HttpRequestException>(refusal.InnerException);
    }

    [Fact]
    public async Task A_page_larger_than_64_MB_is_an_error_and_not_tried_again()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(
            new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(long.MaxValue)) });

        await setup.ListIsRefused("socktown", "64 MB", "PageSize");

        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task The_time_Amperity_asks_to_wait_is_waited()
    {
        using var setup = new FetchingSetup();
        var refused = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(25)) } };
        setup.Amperity.Answer(refused, ScriptedAmperity.Json(Page));

        TimeSpan waited = await setup.RunClock(setup.List());

        Assert.InRange(waited, TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Waits_grow_with_jitter_and_fit_the_total_time()
    {
        using var setup = new FetchingSetup { Resilience = _ => { } };
        List<DateTimeOffset> sent = [];
        setup.Amperity.Api = (_, _) =>
        {
            sent.Add(setup.Time.GetUtcNow());
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadGateway));
        };

        Task<AmperityException> refusal = setup.ListIsRefused("502");
        TimeSpan waited = await setup.RunClock(refusal);

        await refusal;
        Assert.Equal(7, sent.Count);
        Assert.InRange(waited, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(2));
        Assert.True(sent[^1] - sent[3] > sent[3] - sent[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_asks_for_an_hour_is_not_waited_for(bool asDate)
    {
        using var setup = new FetchingSetup();
        var hour = TimeSpan.FromHours(1);
        setup.Amperity.Api = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { RetryAfter = asDate ? new RetryConditionHeaderValue(setup.Time.GetUtcNow() + hour) : new RetryConditionHeaderValue(hour) },
        });

        await setup.ListIsRefused("429", asDate ? "wait until 2026-06-19T05:00:00.000Z" : "wait 3600 seconds");

        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task An_attempt_without_an_answer_is_given_up_after_30_seconds_and_tried_again()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = async (n, cancellation) =>
        {
            await Task.Delay(n == 1 ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, setup.Time, cancellation);
            return ScriptedAmperity.Json(Page);
        };

        TimeSpan waited = await setup.RunClock(setup.List());

        Assert.Equal(2, setup.Amperity.ApiRequests.Length);
        Assert.InRange(waited, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task When_two_minutes_are_over_it_is_an_error_of_Amperity()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = async (_, cancellation) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, setup.Time, cancellation);
            throw new UnreachableException();
        };

        Task<AmperityException> refusal = setup.ListIsRefused("socktown", "no usable answer within 120 seconds", "BaseUrl");
        TimeSpan waited = await setup.RunClock(refusal);

        await refusal;
        Assert.InRange(waited, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(180));
    }

    [Fact]
    public void No_time_out_of_the_client_itself_cuts_the_retries_short()
    {
        using var setup = new FetchingSetup();
        var clients = setup.Services.GetRequiredService<IHttpClientFactory>();

        Assert.Equal(Timeout.InfiniteTimeSpan, clients.CreateClient(FetchingServices.ApiClient).Timeout);
        Assert.Equal(Timeout.InfiniteTimeSpan, clients.CreateClient(FetchingServices.TokenClient).Timeout);
    }

    [Fact]
    public async Task Cancellation_by_the_caller_stays_a_cancellation()
    {
        using var setup = new FetchingSetup();
        using var stop = new CancellationTokenSource();
        setup.Amperity.Api = async (_, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            throw new UnreachableException();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup.List(cancellationToken: stop.Token));

        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task Cancellation_while_a_page_is_read_stays_a_cancellation()
    {
        using var setup = new FetchingSetup();
        using var stop = new CancellationTokenSource();
        setup.Amperity.Api = (_, _) =>
        {
            stop.Cancel();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream(10)) });
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => setup.List(cancellationToken: stop.Token));
    }
}
