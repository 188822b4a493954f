using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task No_more_requests_than_the_limit_go_within_a_second_and_retries_count()
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Settings.RequestsPerSecond = 10;
        int sent = 0;
        setup.Amperity.Api = (n, _) => Task.FromResult(
            Interlocked.Increment(ref sent) <= 8 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : ScriptedAmperity.Json("""{"data":[]}"""));
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => setup.List()));

        // Ten pass at once, the others a second after these. The limit keeps the real time.
        Assert.Equal(16, sent);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Whatever_the_times_at_which_they_come_no_second_has_more_requests_than_the_limit_and_none_waits_longer_than_it_must()
    {
        FakeTimeProvider time = new();
        RequestLimit limit = new(10, time);
        List<DateTimeOffset> went = [];
        List<Task> waiting = [];
        for (int step = 0; step < 400; step++)
        {
            // Now and then many at once, and at times none for long.
            foreach (int _ in Enumerable.Range(0, (step % 37) switch { 0 => 25, 5 or 6 => 3, _ => 0 }))
            {
                waiting.Add(Go(limit.Wait(CancellationToken.None)));
            }

            await Task.Yield();
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        await Task.WhenAll(waiting);
        Assert.Equal(waiting.Count, went.Count);
        for (int i = 10; i < went.Count; i++)
        {
            Assert.True(went[i] - went[i - 10] >= TimeSpan.FromSeconds(1), $"{went[i - 10]:O} and {went[i]:O}");
        }

        Assert.Equal(went[0], went[9]);

        async Task Go(Task turn)
        {
            await turn;
            lock (went)
            {
                went.Add(time.GetUtcNow());
            }
        }
    }

    [Fact]
    public async Task Tenants_do_not_wait_for_each_other()
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Settings.RequestsPerSecond = 1;
        setup.Options.Tenants["sandbox"] = setup.Settings;
        var watch = Stopwatch.StartNew();

        await setup.List();
        await foreach (var _ in setup.Client.ListRuns("sandbox", new(), TestContext.Current.CancellationToken))
        {
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(0.9));
    }
}
