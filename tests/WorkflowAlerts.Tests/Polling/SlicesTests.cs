using WorkflowAlerts.Telling;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Polling;

public sealed class SlicesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 19, 4, 30, 0, TimeSpan.Zero);

    private readonly WorkflowAlertsOptions _options = new() { Tenants = { ["socktown"] = new TenantOptions { PageSize = 100 } } };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_ordinary_times_there_is_one_slice_and_one_request()
    {
        AmperityOfRuns amperity = new(Every(TimeSpan.FromMinutes(1), TimeSpan.FromHours(3)));

        Slice slice = Assert.Single(await Read(amperity, new Window(Now.AddMinutes(-11), Now)));

        Assert.Equal((11, 1), (slice.Runs, slice.Pages));
        Assert.Equal(new Window(Now.AddMinutes(-11), Now), Assert.Single(amperity.Asked));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(7, 60)]
    [InlineData(45, 600)]
    public async Task A_backlog_is_cut_into_slices_that_adjoin_bring_every_run_once_in_order_and_come_to_about_a_page_each(int everySeconds, int hours)
    {
        WorkflowRun[] runs = Every(TimeSpan.FromSeconds(everySeconds), TimeSpan.FromHours(hours));
        AmperityOfRuns amperity = new(runs);

        IReadOnlyList<Slice> slices = await Read(amperity, new Window(Now.AddHours(-hours), Now));

        Window[] asked = [.. amperity.Asked.OrderBy(window => window.From)];
        Assert.Equal(Now.AddHours(-hours), asked[0].From);
        Assert.Equal(Now, asked[^1].To);
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Equal(runs.Select(run => run.Id), slices.SelectMany(slice => slice.Endings).Select(ending => ending.RunId));
        Assert.All(slices, slice => Assert.InRange(slice.Window.To - slice.Window.From, TimeSpan.Zero, _options.Polling.MaxSlice));

        // A page of 100 is aimed at with 80. The first slice is not yet sized, and the last is what is left.
        double fill = (double)runs.Length / amperity.Pages / 100;
        Assert.InRange(fill, runs.Length > 10_000 ? 0.78 : 0.6, 1);
    }

    [Fact]
    public async Task After_weeks_of_nothing_slices_are_soon_sized_by_what_comes()
    {
        WorkflowRun[] runs = Every(TimeSpan.FromSeconds(30), TimeSpan.FromDays(3));
        AmperityOfRuns amperity = new(runs);

        await Read(amperity, new Window(Now.AddDays(-30), Now));

        // 8,640 runs in pages of 100, aimed at with 80; and 27 days of nothing, a slice each.
        Assert.InRange(amperity.Pages, 90, 27 + 20 + (1.25 * runs.Length / 80));
    }

    [Fact]
    public async Task Slices_are_read_side_by_side_and_only_so_many_ahead_of_what_was_taken()
    {
        AmperityOfRuns amperity = new(Every(TimeSpan.FromSeconds(20), TimeSpan.FromDays(20))) { Slow = TimeSpan.FromMilliseconds(20) };
        int most = 0;

        await foreach (Slice _ in Slices(amperity).Read("socktown", new Window(Now.AddDays(-20), Now), Stop))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Stop);
            most = Math.Max(most, amperity.Asked.Count);
            break;
        }

        Assert.InRange(amperity.MostAtOnce, 5, 30);
        Assert.True(most < 100, $"{most} slices were asked for before one was taken.");
    }

    [Fact]
    public async Task Before_anything_is_known_a_second_of_requests_goes_out_and_no_more()
    {
        AmperityOfRuns amperity = new(Every(TimeSpan.FromSeconds(20), TimeSpan.FromDays(2))) { Slow = TimeSpan.FromDays(1) };
        using CancellationTokenSource stop = new();

        Task<bool> first = Slices(amperity).Read("socktown", new Window(Now.AddDays(-2), Now), stop.Token).GetAsyncEnumerator(stop.Token).MoveNextAsync().AsTask();

        Assert.Equal(10, amperity.Asked.Count);
        Assert.False(first.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task What_fails_in_the_middle_comes_after_all_that_was_before_it()
    {
        AmperityOfRuns amperity = new(Every(TimeSpan.FromSeconds(20), TimeSpan.FromDays(2))) { FailsAt = Now.AddDays(-1) };
        List<string> read = [];

        await Assert.ThrowsAsync<AmperityException>(async () =>
        {
            await foreach (Slice slice in Slices(amperity).Read("socktown", new Window(Now.AddDays(-2), Now), Stop))
            {
                read.AddRange(slice.Endings.Select(ending => ending.RunId));
            }
        });

        Window failed = amperity.Asked.Single(window => window.From <= amperity.FailsAt && window.To > amperity.FailsAt);
        Assert.Equal(amperity.Runs.Where(run => run.EndedAt < failed.From).Select(run => run.Id), read);
    }

    [Fact]
    public async Task A_storm_is_told_together_up_to_ten_thousand_alerts()
    {
        _options.Tenants["socktown"].RequestsPerSecond = 1;
        AmperityOfRuns amperity = new([.. Every(TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(100)).Select(run => run with { State = "failed" })]);

        IReadOnlyList<Slice> slices = await Read(amperity, new Window(Now.AddMinutes(-100), Now));

        // The first slice is not yet sized.
        Assert.Equal(60_000, slices.Sum(slice => slice.Alerts));
        Assert.InRange(slices[1].Alerts, 10_000, 10_200);
        Assert.Equal(3, slices.Count);
    }

    private async Task<IReadOnlyList<Slice>> Read(AmperityOfRuns amperity, Window window) => await Slices(amperity).Read("socktown", window, Stop).ToListAsync(Stop);

    private Slices Slices(AmperityOfRuns amperity) => new(amperity, Options.Create(_options), NullLogger<Slices>.Instance);

    private static WorkflowRun[] Every(TimeSpan step, TimeSpan since) => [.. Enumerable.Range(0, (int)(since / step)).Select(i => new WorkflowRun
    {
        Id = $"wf-{i:000000}", Tenant = "socktown", State = "succeeded", Type = "courier.group/run", Name = $"Courier {i % 10}", EndedAt = Now - since + (i * step),
    })];

    /// <summary>An Amperity with runs in order of their end.</summary>
    private sealed class AmperityOfRuns(WorkflowRun[] runs) : IAmperityClient
    {
        private int _atOnce;
        private int _pages;

        public ConcurrentQueue<Window> Asked { get; } = [];

        public IReadOnlyList<WorkflowRun> Runs => runs;

        public int Pages => _pages;

        public int MostAtOnce { get; private set; }

        public TimeSpan Slow { get; init; }

        public DateTimeOffset? FailsAt { get; init; }

        public async IAsyncEnumerable<RunPage> ListRuns(string tenant, RunFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Asked.Enqueue(new Window(filter.EndedFrom!.Value, filter.EndedTo!.Value));
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _atOnce));
            await Task.Delay(Slow, TimeProvider.System, cancellationToken);
            await Task.Yield();
            if (FailsAt >= filter.EndedFrom && FailsAt < filter.EndedTo)
            {
                throw new AmperityException("Amperity is down.");
            }

            WorkflowRun[][] pages = [.. runs.Where(run => run.EndedAt >= filter.EndedFrom && run.EndedAt < filter.EndedTo).Chunk(filter.Limit!.Value).DefaultIfEmpty([])];
            Interlocked.Add(ref _pages, pages.Length);
            foreach (WorkflowRun[] page in pages)
            {
                yield return new RunPage(page, [], null, null);
            }

            Interlocked.Decrement(ref _atOnce);
        }

        public Task<WorkflowRun?> GetRun(string tenant, string runId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task Authenticate(string tenant, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
