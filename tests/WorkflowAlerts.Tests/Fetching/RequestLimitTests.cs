using WorkflowAlerts.Telling;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task No_more_requests_than_the_limit_go_within_a_second_and_retries_count()
    {
        using var setup = new FetchingSetup(staticToken: true, limitsByTheClock: true);
        setup.Settings.RequestsPerSecond = 10;
        DateTimeOffset start = setup.Time.GetUtcNow();
        ConcurrentQueue<TimeSpan> sent = [];
        setup.Amperity.Api = (n, _) =>
        {
            sent.Enqueue(setup.Time.GetUtcNow() - start);
            return Task.FromResult(n % 2 == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : ScriptedAmperity.Json("""{"data":[]}"""));
        };

        Task all = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => setup.List()));
        while (sent.Count < 10)
        {
            await FetchingSetup.Settle();
        }

        await FetchingSetup.Settle();
        Assert.False(all.IsCompleted);
        await setup.RunClock(all);

        Assert.Equal(16, sent.Count);
        Assert.Equal(10, sent.Count(at => at < TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Whatever_the_times_at_which_they_come_no_second_has_more_requests_than_the_limit_and_none_waits_longer_than_it_must()
    {
        FakeTimeProvider time = new();
        RequestLimit limit = new(10, time);
        List<DateTimeOffset> went = [];
        for (int i = 0; i < 200; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(i % 25 == 0 ? 730 : i % 7 * 10));
            DateTimeOffset came = time.GetUtcNow();
            Task turn = limit.Wait(CancellationToken.None);
            while (!turn.IsCompleted)
            {
                time.Advance(TimeSpan.FromMilliseconds(1));
            }

            went.Add(time.GetUtcNow());
            DateTimeOffset earliest = i < 10 ? came : went[i - 10].AddSeconds(1);
            Assert.InRange(went[i], earliest, (earliest > came ? earliest : came).AddMilliseconds(25));
        }
    }

    [Fact]
    public async Task Tenants_do_not_wait_for_each_other()
    {
        using var setup = new FetchingSetup(staticToken: true, limitsByTheClock: true);
        setup.Settings.RequestsPerSecond = 1;
        setup.Options.Tenants["sandbox"] = setup.Settings;

        // The clock stands still: whoever waited would wait for ever.
        await setup.List().WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        Task<List<RunPage>> other = setup.Client.ListRuns("sandbox", new(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.Single(await other.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken));

        using CancellationTokenSource stop = new();
        Task<List<RunPage>> second = setup.List(cancellationToken: stop.Token);
        await FetchingSetup.Settle();
        Assert.False(second.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }
}
