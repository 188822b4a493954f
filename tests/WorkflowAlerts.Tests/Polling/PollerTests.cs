using WorkflowAlerts.Telling;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Storage;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Polling;

public sealed class PollerTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 6, 19, 4, 30, 0, TimeSpan.Zero);

    private readonly AProduct _product = new(Now);
    private readonly Mock<IAmperityClient> _amperity = new(MockBehavior.Strict);
    private readonly List<RunFilter> _filters = [];

    public PollerTests()
    {
        _product.Options.Tenants["socktown"] = new TenantOptions();
        _product.Services.AddSingleton(_amperity.Object);
    }

    public void Dispose() => _product.Dispose();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_checkpoint_moves_last_to_the_end_of_the_window()
    {
        Amperity(Page(Run("wf-1", "failed"), Run("wf-2", "succeeded")));

        PollReport report = await Poller().Poll("socktown", Stop);

        Assert.Equal(["Send alerts", "Write Deliveries", "Write Incidents", "Write Checkpoints"], Written);
        Assert.Equal("wf-1", Assert.Single(await Queued()).Id);
        Assert.Equal((2, 1, 1), (report.Runs, report.Failed, report.Queued));
        Assert.Equal(Now, (await Checkpoints.Read("socktown", Stop))!.Watermark);
    }

    [Fact]
    public async Task What_the_ledger_has_seen_and_what_a_page_repeats_stays_off_the_queue()
    {
        FailedRun known = FailedRun.From(Run("wf-1", "failed"))!;
        await _product.Get<Ledger>().Mark([new LedgerNote(known, new Dictionary<string, DeliveryEntry>())], Stop);
        Amperity(Page(Run("wf-1", "failed"), Run("wf-2", "failed")), Page(Run("wf-2", "failed")));

        PollReport report = await Poller().Poll("socktown", Stop);

        Assert.Equal("wf-2", Assert.Single(await Queued()).Id);
        Assert.Equal((1, 2), (report.Queued, report.AlreadySeen));
    }

    [Fact]
    public async Task A_run_that_ends_once_more_under_its_id_is_a_new_failure_of_its_own()
    {
        Amperity(Page(Run("wf-1", "failed") with { EndedAt = Now.AddMinutes(-9) }, Run("wf-1", "failed") with { EndedAt = Now.AddMinutes(-3) }));

        await Poller().Poll("socktown", Stop);
        await Poller().Poll("socktown", Stop);

        FailedRun[] told = [.. (await Queued()).Cast<FailedRun>()];
        Assert.Equal([(Now.AddMinutes(-9), 1), (Now.AddMinutes(-3), 2)], told.Select(run => (run.EndedAt!.Value, run.Streak!.Count)));
        Assert.Equal(2, told.Select(run => LedgerKey.Of(run.Key)).Distinct().Count());
    }

    [Fact]
    public async Task The_overlap_is_read_again_and_an_outage_is_caught_up_in_stretches_that_adjoin()
    {
        _product.Options.Polling.MaxSlice = TimeSpan.FromHours(1);
        Checkpoint old = (await Checkpoints.Move("socktown", null, Now.AddHours(-2.5), Stop))!;
        Amperity(Page());

        await Poller().Poll("socktown", Stop);

        Assert.Equal(
            [
                (old.Watermark.AddMinutes(-10), old.Watermark.AddHours(1)),
                (old.Watermark.AddHours(1), old.Watermark.AddHours(2)),
                (old.Watermark.AddHours(2), Now),
            ],
            _filters.Select(filter => (filter.EndedFrom!.Value, filter.EndedTo!.Value)));
        Assert.Equal(3, Written.Count(step => step == "Write Checkpoints"));
    }

    [Fact]
    public async Task A_stretch_that_fails_leaves_the_checkpoint_before_it_and_what_was_read_ahead_untold()
    {
        _product.Options.Polling.MaxSlice = TimeSpan.FromHours(1);
        Checkpoint old = (await Checkpoints.Move("socktown", null, Now.AddHours(-4), Stop))!;
        _amperity.Setup(amperity => amperity.ListRuns("socktown", It.IsAny<RunFilter>(), It.IsAny<CancellationToken>()))
            .Returns((string _, RunFilter filter, CancellationToken _) => filter.EndedFrom == old.Watermark.AddHours(2)
                ? Fail()
                : new[] { Page(Run($"wf-{(filter.EndedTo - old.Watermark)!.Value.TotalHours}", "failed") with { EndedAt = filter.EndedTo!.Value.AddMinutes(-1) }) }.ToAsyncEnumerable());

        PollReport report = Assert.Single(await Polls().Run(["socktown"], Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken));

        Assert.IsType<AmperityException>(report.Error);
        Assert.Equal(["wf-1", "wf-2"], (await Queued()).Select(alert => alert.Id));
        Assert.Equal(2, Written.Count(step => step == "Write Checkpoints"));
        Assert.Equal(old.Watermark.AddHours(2), (await Checkpoints.Read("socktown", Stop))!.Watermark);

        static async IAsyncEnumerable<RunPage> Fail()
        {
            await Task.Yield();
            throw new AmperityException("Amperity is down.");
#pragma warning disable CS0162 // A method without a yield is no iterator.
            yield break;
#pragma warning restore CS0162
        }
    }

    [Fact]
    public async Task A_quiet_poll_asks_storage_for_the_checkpoint_alone_and_writes_successes_only_before_they_leave_the_overlap()
    {
        await Checkpoints.Move("socktown", null, Now.AddMinutes(-1), Stop);
        Poller poller = Poller();
        Amperity(Page(Run("wf-1", "succeeded") with { EndedAt = Now.AddMinutes(-2) }));

        await poller.Poll("socktown", Stop);
        _product.Time.Advance(TimeSpan.FromMinutes(1));
        await poller.Poll("socktown", Stop);

        Assert.Equal(["Find Checkpoints", "Range Incidents", "Write Checkpoints", "Find Checkpoints", "Write Checkpoints"], _product.Storage.Done);

        _product.Time.Advance(TimeSpan.FromMinutes(7));
        await poller.Poll("socktown", Stop);
        Assert.Equal(Now.AddMinutes(-2), Assert.Single(await Incidents.Read("socktown", Stop)).Value.LastSuccess);
    }

    [Fact]
    public async Task Where_another_instance_polled_meanwhile_the_incidents_are_read_again()
    {
        await Checkpoints.Move("socktown", null, Now.AddMinutes(-1), Stop);
        Poller poller = Poller();
        Amperity(Page(Run("wf-1", "succeeded")));
        await poller.Poll("socktown", Stop);

        WorkflowKey workflow = new("socktown", "courier.group/run", "Daily wf-1");
        await Incidents.Write([new Incident(workflow).Failed(new WorkflowAlerts.Tracking.Failure(Now.AddMinutes(-7), "wf-0", ["data-team"]))], Stop);
        await Checkpoints.Move("socktown", await Checkpoints.Read("socktown", Stop), Now, Stop);
        await poller.Poll("socktown", Stop);

        Assert.Equal("wf-1", Assert.IsType<Recovery>(Assert.Single(await Queued())).Id);
    }

    [Fact]
    public async Task A_page_that_fails_leaves_the_checkpoint_where_it_is()
    {
        _amperity.Setup(amperity => amperity.ListRuns(It.IsAny<string>(), It.IsAny<RunFilter>(), It.IsAny<CancellationToken>()))
            .Returns(Fail());

        PollReport report = Assert.Single(await Polls().Run(["socktown"], Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken));

        Assert.IsType<AmperityException>(report.Error);
        Assert.DoesNotContain("Write Checkpoints", Written);

        static async IAsyncEnumerable<RunPage> Fail()
        {
            yield return Page(Run("wf-1", "failed"));
            await Task.Yield();
            throw new AmperityException("Amperity is down.");
        }
    }

    [Fact]
    public async Task A_failing_tenant_does_not_hold_up_another()
    {
        _product.Options.Tenants["acme"] = new TenantOptions();
        Amperity(Page(Run("wf-1", "failed")));
        _product.Storage.Before = (_, place) => place == "acme" ? throw new InvalidOperationException("broken") : Task.CompletedTask;

        IReadOnlyList<PollReport> reports = await Polls().Run(["socktown", "acme"], Timeout.InfiniteTimeSpan, Stop);

        Assert.Equal(["acme"], reports.Where(report => report.Error is not null).Select(report => report.Tenant));
        Assert.Single(await Queued());
    }

    [Fact]
    public async Task A_slow_tenant_holds_up_nobody_and_its_poll_goes_on()
    {
        TaskCompletionSource slow = new();
        _product.Options.Tenants["acme"] = new TenantOptions();
        Amperity(Page());
        _amperity.Setup(amperity => amperity.ListRuns("acme", It.IsAny<RunFilter>(), It.IsAny<CancellationToken>())).Returns(Slowly);
        Polls polls = Polls();

        Task<IReadOnlyList<PollReport>> first = polls.Run(["socktown", "acme"], TimeSpan.FromSeconds(45), Stop);
        await polls.Run(["socktown"], Timeout.InfiniteTimeSpan, Stop);
        _product.Time.Advance(TimeSpan.FromSeconds(46));

        Assert.Equal(["acme"], (await first).Where(report => report.UnderWay).Select(report => report.Tenant));
        slow.SetResult();
        IReadOnlyList<PollReport> second = await polls.Run(["socktown", "acme"], Timeout.InfiniteTimeSpan, Stop);
        Assert.All(second, report => Assert.Equal((false, null), (report.UnderWay, report.Error)));
        _amperity.Verify(amperity => amperity.ListRuns("acme", It.IsAny<RunFilter>(), It.IsAny<CancellationToken>()), Times.AtMost(2));

        async IAsyncEnumerable<RunPage> Slowly()
        {
            await slow.Task;
            yield return Page();
        }
    }

    [Fact]
    public async Task A_poll_that_another_instance_overtakes_stops_quietly()
    {
        Amperity(Page(Run("wf-1", "failed")));
        _product.Storage.Before = async (what, _) =>
        {
            if (what == "Write Checkpoints")
            {
                await Checkpoints.Move("socktown", null, Now.AddMinutes(-1), Stop);
            }
        };

        PollReport report = await Poller().Poll("socktown", Stop);

        Assert.True(report.Overtaken);
        Assert.Single(await Queued());
    }

    private static WorkflowRun Run(string id, string state) =>
        new() { Id = id, Tenant = "socktown", State = state, EndedAt = Now.AddMinutes(-5), Type = "courier.group/run", Name = $"Daily {id}" };

    private static RunPage Page(params WorkflowRun[] runs) => new(runs, [], null, null);

    private void Amperity(params RunPage[] pages) =>
        _amperity.Setup(amperity => amperity.ListRuns("socktown", It.IsAny<RunFilter>(), It.IsAny<CancellationToken>()))
            .Callback((string _, RunFilter filter, CancellationToken _) => _filters.Add(filter))
            .Returns(() => pages.ToAsyncEnumerable());

    private IEnumerable<string> Written => _product.Storage.Done.Where(what => what.StartsWith("Write ", StringComparison.Ordinal) || what.StartsWith("Send ", StringComparison.Ordinal));

    private async Task<Message[]> Queued() => [.. await _product.Queued()];

    private Polls Polls() => _product.Get<Polls>();

    private Poller Poller() => _product.Get<Poller>();

    private Checkpoints Checkpoints => new(_product.Memory, Damage.None(), _product.Time);

    private Incidents Incidents => new(_product.Memory, Damage.None());
}
