using WorkflowAlerts.Telling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Moq;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;
using WorkflowAlerts.Telemetry;
using WorkflowAlerts.Tests.Storage;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Polling;

public sealed class PollerTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 19, 4, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly MemoryStorage _memory;
    private readonly ObservedStorage _storage;
    private readonly Checkpoints _checkpoints;
    private readonly Incidents _incidents;
    private readonly Mock<IAmperityClient> _amperity = new(MockBehavior.Strict);
    private readonly Mock<Ledger> _ledger = new(MockBehavior.Strict);
    private readonly List<RunFilter> _filters = [];
    private readonly WorkflowAlertsOptions _options = new() { Tenants = { ["socktown"] = new TenantOptions() }, DefaultTo = ["data-team"] };
    private readonly SeenMessages _seen = new();

    public PollerTests()
    {
        _memory = new MemoryStorage(_time);
        _storage = new ObservedStorage(_memory);
        _checkpoints = new Checkpoints(_memory, Damage.None(), _time);
        _incidents = new Incidents(_memory, Damage.None());
        _ledger.Setup(ledger => ledger.Seen(It.IsAny<string>(), It.IsAny<DateTimeOffset>(), It.IsAny<DateTimeOffset>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(() => _seen);
        _ledger.Setup(ledger => ledger.MarkSeen(
                It.IsAny<IReadOnlyCollection<FailedRun>>(), It.IsAny<IReadOnlyDictionary<MessageKey, IReadOnlyDictionary<string, string>>>(), It.IsAny<CancellationToken>()))
            .Callback(() => _storage.Done.Add("Write Deliveries")).Returns(Task.CompletedTask);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_checkpoint_moves_last_to_the_end_of_the_window()
    {
        Amperity(Page(Run("wf-1", "failed"), Run("wf-2", "succeeded")));

        PollReport report = await Poller().Poll("socktown", TestContext.Current.CancellationToken);

        Assert.Equal(["Send alerts", "Write Deliveries", "Write Incidents", "Write Checkpoints"], Written);
        Assert.Equal("wf-1", Assert.Single(await Queued()).RunId);
        Assert.Equal((2, 1, 1), (report.Runs, report.Failed, report.Queued));
        Assert.Equal(Now, (await _checkpoints.Read("socktown", Stop))!.Watermark);
    }

    [Fact]
    public async Task What_the_ledger_has_seen_and_what_a_page_repeats_stays_off_the_queue()
    {
        _seen.Add(FailedRun.From(Run("wf-1", "failed"))!.Key);
        Amperity(Page(Run("wf-1", "failed"), Run("wf-2", "failed")), Page(Run("wf-2", "failed")));

        PollReport report = await Poller().Poll("socktown", TestContext.Current.CancellationToken);

        Assert.Equal("wf-2", Assert.Single(await Queued()).RunId);
        Assert.Equal((1, 2), (report.Queued, report.AlreadySeen));
    }

    [Fact]
    public async Task The_overlap_is_read_again_and_an_outage_is_caught_up_in_stretches_that_adjoin()
    {
        _options.Polling.MaxSlice = TimeSpan.FromHours(1);
        Checkpoint old = (await _checkpoints.Move("socktown", null, Now.AddHours(-2.5), Stop))!;
        Amperity(Page());

        await Poller().Poll("socktown", TestContext.Current.CancellationToken);

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
        _options.Polling.MaxSlice = TimeSpan.FromHours(1);
        Checkpoint old = (await _checkpoints.Move("socktown", null, Now.AddHours(-4), Stop))!;
        _amperity.Setup(amperity => amperity.ListRuns("socktown", It.IsAny<RunFilter>(), It.IsAny<CancellationToken>()))
            .Returns((string _, RunFilter filter, CancellationToken _) => filter.EndedFrom == old.Watermark.AddHours(2)
                ? Fail()
                : new[] { Page(Run($"wf-{(filter.EndedTo - old.Watermark)!.Value.TotalHours}", "failed") with { EndedAt = filter.EndedTo!.Value.AddMinutes(-1) }) }.ToAsyncEnumerable());

        PollReport report = Assert.Single(await Polls().Run(["socktown"], Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken));

        Assert.IsType<AmperityException>(report.Error);
        Assert.Equal(["wf-1", "wf-2"], (await Queued()).Select(alert => alert.RunId));
        Assert.Equal(2, Written.Count(step => step == "Write Checkpoints"));
        Assert.Equal(old.Watermark.AddHours(2), (await _checkpoints.Read("socktown", Stop))!.Watermark);

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
        await _checkpoints.Move("socktown", null, Now.AddMinutes(-1), Stop);
        Poller poller = Poller();
        Amperity(Page(Run("wf-1", "succeeded") with { EndedAt = Now.AddMinutes(-2) }));

        await poller.Poll("socktown", TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMinutes(1));
        await poller.Poll("socktown", TestContext.Current.CancellationToken);

        Assert.Equal(["Find Checkpoints", "Range Incidents", "Write Checkpoints", "Find Checkpoints", "Write Checkpoints"], _storage.Done);
        _ledger.VerifyNoOtherCalls();

        _time.Advance(TimeSpan.FromMinutes(7));
        await poller.Poll("socktown", TestContext.Current.CancellationToken);
        Assert.Equal(Now.AddMinutes(-2), Assert.Single(await _incidents.Read("socktown", Stop)).Value.LastSuccess);
    }

    [Fact]
    public async Task Where_another_instance_polled_meanwhile_the_incidents_are_read_again()
    {
        await _checkpoints.Move("socktown", null, Now.AddMinutes(-1), Stop);
        Poller poller = Poller();
        Amperity(Page(Run("wf-1", "succeeded")));
        await poller.Poll("socktown", TestContext.Current.CancellationToken);

        WorkflowKey workflow = new("socktown", "courier.group/run", "Daily wf-1");
        await _incidents.Write([new Incident(workflow).Failed(new WorkflowAlerts.Tracking.Failure(Now.AddMinutes(-7), "wf-0", ["data-team"]))], Stop);
        await _checkpoints.Move("socktown", await _checkpoints.Read("socktown", Stop), Now, Stop);
        await poller.Poll("socktown", TestContext.Current.CancellationToken);

        Assert.Equal(Outcome.Succeeded, Assert.Single(await Queued()).Outcome);
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
        _options.Tenants["acme"] = new TenantOptions();
        Amperity(Page(Run("wf-1", "failed")));
        _storage.Before = (_, place) => place == "acme" ? throw new InvalidOperationException("broken") : Task.CompletedTask;

        IReadOnlyList<PollReport> reports = await Polls().Run(["socktown", "acme"], Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);

        Assert.Equal(["acme"], reports.Where(report => report.Error is not null).Select(report => report.Tenant));
        Assert.Single(await Queued());
    }

    [Fact]
    public async Task A_slow_tenant_holds_up_nobody_and_its_poll_goes_on()
    {
        TaskCompletionSource slow = new();
        _options.Tenants["acme"] = new TenantOptions();
        Amperity(Page());
        _amperity.Setup(amperity => amperity.ListRuns("acme", It.IsAny<RunFilter>(), It.IsAny<CancellationToken>())).Returns(Slowly);
        Polls polls = Polls();

        Task<IReadOnlyList<PollReport>> first = polls.Run(["socktown", "acme"], TimeSpan.FromSeconds(45), TestContext.Current.CancellationToken);
        await polls.Run(["socktown"], Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(46));

        Assert.Equal(["acme"], (await first).Where(report => report.UnderWay).Select(report => report.Tenant));
        slow.SetResult();
        IReadOnlyList<PollReport> second = await polls.Run(["socktown", "acme"], Timeout.InfiniteTimeSpan, TestContext.Current.CancellationToken);
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
        _storage.Before = async (what, _) =>
        {
            if (what == "Write Checkpoints")
            {
                await _checkpoints.Move("socktown", null, Now.AddMinutes(-1), Stop);
            }
        };

        PollReport report = await Poller().Poll("socktown", TestContext.Current.CancellationToken);

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

    private IEnumerable<string> Written => _storage.Done.Where(what => what.StartsWith("Write ", StringComparison.Ordinal) || what.StartsWith("Send ", StringComparison.Ordinal));

    private async Task<FailedRun[]> Queued() => [.. (await _memory.Queue(StorageNames.AlertQueue).Peek(32, Stop)).SelectMany(message => AlertMessage.Read(message.Body))];

    private Polls Polls() => new(Poller(), Options.Create(_options), _time);

    private Poller Poller()
    {
        ServiceProvider metrics = new ServiceCollection().AddMetrics().AddSingleton<AlertMetrics>().BuildServiceProvider();
        Router router = new(Options.Create(_options));
        AlertMetrics measures = metrics.GetRequiredService<AlertMetrics>();
        Planner planner = new(router, new QuietCalendar(Options.Create(_options), _time), _ledger.Object, Options.Create(_options));
        return new Poller(
            new Slices(_amperity.Object, Options.Create(_options), NullLogger<Slices>.Instance), new Checkpoints(_storage, Damage.None(), _time), _ledger.Object,
            new Dispatch(new AlertQueue(_storage), _ledger.Object, measures), new Incidents(_storage, Damage.None()), router, planner,
            Options.Create(_options), measures, _time, NullLogger<Poller>.Instance);
    }
}
