using WorkflowAlerts.Telling;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Reporting;

public sealed class HeartbeatTests
{
    private readonly ConcurrentQueue<string> _heard = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_round_calls_the_address_and_a_failed_one_calls_it_with_fail_behind_it()
    {
        await using LoopbackServer monitor = await LoopbackServer.Start(Hear);

        await Beat(monitor, new PollReport { Tenant = "socktown", Queued = 2 }, new PollReport { Tenant = "hatville" });
        await Beat(monitor, new PollReport { Tenant = "socktown" }, new PollReport { Tenant = "hatville", Error = new InvalidOperationException("Amperity answered 500.") });

        Assert.Equal(
            ["POST /ping/4f1c-secret?rid=1 socktown: 2 new alerts\nhatville: 0 new alerts", "POST /ping/4f1c-secret/fail?rid=1 hatville: Amperity answered 500."],
            _heard);
    }

    [Fact]
    public async Task A_monitor_that_is_down_or_refuses_holds_up_nothing()
    {
        await using LoopbackServer monitor = await LoopbackServer.Start(context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        await Beat(monitor, new PollReport { Tenant = "socktown" });
        await monitor.DisposeAsync();
        await Beat(monitor, new PollReport { Tenant = "socktown" });
    }

    private static async Task Beat(LoopbackServer monitor, params PollReport[] polls)
    {
        await using World world = await World.Start();
        await using ServiceProvider product = Product.Compose(new Dictionary<string, string>(world.Settings)
        {
            ["WorkflowAlerts__Heartbeat__Url"] = new Uri(monitor.Address, "/ping/4f1c-secret?rid=1").AbsoluteUri,
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        });
        await product.GetRequiredService<Heartbeat>().Beat(polls, Stop);
    }

    private async Task Hear(HttpContext context) =>
        _heard.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString} {await new StreamReader(context.Request.Body).ReadToEndAsync()}");
}
