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
            Interlocked.Increment(ref sent) % 2 == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : ScriptedAmperity.Json("""{"data":[]}"""));
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => setup.List()));

        // Ten pass at once, the others a second after these. The limit keeps the real time.
        Assert.Equal(16, sent);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
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
