using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task A_second_sees_no_more_than_the_limit_and_retries_count()
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Settings.RequestsPerSecond = 10;
        var sent = new ConcurrentQueue<TimeSpan>();
        var watch = Stopwatch.StartNew();
        setup.Amperity.Api = (n, _) =>
        {
            sent.Enqueue(watch.Elapsed);
            return Task.FromResult(n % 2 == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : ScriptedAmperity.Json("""{"data":[]}"""));
        };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => setup.List()));

        // Sixteen requests a tenth of a second apart; the timer that spaces them may be early by a few milliseconds.
        TimeSpan[] times = [.. sent.Order()];
        Assert.True(times.Length >= 16);
        Assert.All(times.Skip(11).Zip(times), pair => Assert.True(pair.First - pair.Second >= TimeSpan.FromSeconds(0.95), $"{pair}"));
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
