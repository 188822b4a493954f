using System.Diagnostics;
using System.Net;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RequestLimitTests
{
    [Fact]
    public async Task Requests_are_spaced_by_the_limit_and_retries_count()
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Settings.RequestsPerSecond = 10;
        int sent = 0;
        setup.Amperity.Api = (n, _) => Task.FromResult(
            Interlocked.Increment(ref sent) <= 8 ? new HttpResponseMessage(HttpStatusCode.BadGateway) : ScriptedAmperity.Json("""{"data":[]}"""));
        var watch = Stopwatch.StartNew();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => setup.List()));

        // The first passes at once, each of the others a tenth of a second after the one before it. The limit keeps the real time.
        Assert.Equal(16, sent);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.4), TimeSpan.FromSeconds(30));
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
