using WorkflowAlerts.Telling;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;
using static WorkflowAlerts.Tests.Replaying.Replayed;

namespace WorkflowAlerts.Tests.Replaying;

public sealed class ReplayedAmperityTests
{
    private static readonly Gen<DateTimeOffset> Time = Gen.Int[0, 40].Select(minutes => Start.AddMinutes(minutes));

    private static readonly Gen<WorkflowRun> ARun = Gen.Select(Gen.Int[0, 10_000], Time, Gen.Int[0, 20].Nullable(), (id, created, took) => new WorkflowRun
    {
        Id = $"wf-{id}", Tenant = Tenant, State = took is null ? "in-progress" : "succeeded", CreatedAt = created, EndedAt = took is { } minutes ? created.AddMinutes(minutes) : null,
    });

    private static readonly Gen<RunFilter> AFilter = Gen.Select(Time.Nullable(), Time.Nullable(), Time.Nullable(), Time.Nullable(), Gen.Int[1, 5], (createdFrom, createdTo, endedFrom, endedTo, limit) =>
        new RunFilter { CreatedFrom = createdFrom, CreatedTo = createdTo, EndedFrom = endedFrom, EndedTo = endedTo, Limit = limit });

    [Fact]
    public async Task It_lists_what_Amperity_would_have_listed_then_page_by_page() => await Gen.Select(ARun.Array[0, 30], AFilter, Time).SampleAsync(async (runs, filter, now) =>
    {
        runs = [.. runs.DistinctBy(run => run.Id)];
        ReplayedAmperity amperity = new(runs, new FakeTimeProvider(now));

        List<RunPage> pages = await amperity.ListRuns(Tenant, filter, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        IEnumerable<string> expected = runs.Where(run => run.CreatedAt <= now)
            .Where(run => (filter.CreatedFrom is null || run.CreatedAt >= filter.CreatedFrom) && (filter.CreatedTo is null || run.CreatedAt < filter.CreatedTo))
            .Where(run => (filter.EndedFrom is null && filter.EndedTo is null) || (run.EndedAt <= now && !(run.EndedAt < filter.EndedFrom) && !(run.EndedAt >= filter.EndedTo)))
            .Select(run => run.Id);
        Assert.Equal(expected.Order(), pages.SelectMany(page => page.Runs).Select(run => run.Id).Order());
        Assert.All(pages, page => Assert.InRange(page.Runs.Count, 0, filter.Limit!.Value));
        Assert.All(pages.SelectMany(page => page.Runs).Where(run => run.EndedAt is not null), run => Assert.True(run.EndedAt <= now));
        Assert.Equal(pages.Count - 1, pages.Count(page => page.NextToken is not null));
        if (pages is [{ NextToken: { } token }, ..])
        {
            List<RunPage> rest = await amperity.ListRuns(Tenant, filter with { NextToken = token }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(pages.Skip(1).SelectMany(page => page.Runs).Select(run => run.Id), rest.SelectMany(page => page.Runs).Select(run => run.Id));
        }
    });

    [Fact]
    public async Task A_run_that_failed_later_goes_on_and_has_no_error_yet()
    {
        WorkflowRun run = Run("Nightly couriers", "failed", Start.AddMinutes(5));
        FakeTimeProvider time = new(Start);
        ReplayedAmperity amperity = new([run], time);

        WorkflowRun going = (await amperity.GetRun(Tenant, run.Id, TestContext.Current.CancellationToken))!;
        Assert.Equal((null, 0, null), (going.EndedAt, going.Errors.Count, going.Outcome));
        time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(run, await amperity.GetRun(Tenant, run.Id, TestContext.Current.CancellationToken));
        Assert.Null(await amperity.GetRun("other", run.Id, TestContext.Current.CancellationToken));
    }
}
