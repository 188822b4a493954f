using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>
/// 30 days and 100,000 runs to read again, from an API that takes a second a page and allows ten requests a second. Beside it a cursor that goes from page to page:
/// it is measured over a tenth of the runs, since each of its pages waits for the one before.
/// </summary>
internal static class CatchUp
{
    /// <summary>How many runs there are where the API's latency is varied.</summary>
    public const int PlottedRuns = 20_000;

    private const int Runs = 100_000;
    private const int PartOfRuns = 10;
    private const double RequestsPerSecond = 10;

    // Every so many runs one failed; ten workflows, so that each has several failures whose order can be seen.
    private const int FailsEach = 2003;
    private const int Workflows = 10;

    private static readonly TimeSpan s_page = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(120);

    private static readonly Workload s_workload = new()
    {
        Name = "catch-up",
        Configure = (_, settings) =>
        {
            Workloads.Unpaced(settings, "slack-a");
            settings["WorkflowAlerts__Details__Enabled"] = "false";
            settings["WorkflowAlerts__Digest__Threshold"] = "1000";
        },
        Runs = now => BenchRuns.Of(Rig.Tenant, Runs, i => i % FailsEach == 0, now, ProductChild.Outage - TimeSpan.FromMinutes(1), 0, Workflows),
    };

    public static async Task<ScenarioFigures> Measure(CancellationToken cancellationToken)
    {
        double cursor = await CursorSeconds(s_page, Runs / PartOfRuns, cancellationToken) * PartOfRuns;
        await using Rig rig = await Rig.Start(cancellationToken);
        await using Child child = await Child.Start(rig.Settings(s_workload), "product");
        await child.Round(ProductChild.Once, cancellationToken);
        await child.Round(ProductChild.Rewind, cancellationToken);
        SimulatedRun[] runs = [.. s_workload.Runs(TimeProvider.System.GetUtcNow())];
        rig.Add(runs);
        (rig.Amperity[Rig.Tenant].Latency, rig.Amperity[Rig.Tenant].Limit) = (s_page, new RateLimit(RequestsPerSecond, RequestsPerSecond, TimeProvider.System));
        rig.Amperity.Clear();
        rig.Chat.Clear();
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        RoundFigures? round = null;
        try
        {
            round = await child.Round(ProductChild.Once, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What came until then is in the figures.
        }

        return Figures(rig, runs, round, cursor);
    }

    private static ScenarioFigures Figures(Rig rig, SimulatedRun[] runs, RoundFigures? round, double cursor)
    {
        double reading = TimeProvider.System.GetElapsedTime(rig.Amperity.FirstAt, rig.Amperity.LastAt).TotalSeconds + s_page.TotalSeconds;
        double used = rig.Amperity.Requests / (RequestsPerSecond * reading);
        string[] told = [.. rig.Chat.Messages().SelectMany(message => message.RunIds.Take(1))];
        string[] expected = [.. runs.Where(run => run.ExpectsAlert).Select(run => run.Id)];
        Dictionary<string, SimulatedRun> byId = runs.Where(run => run.ExpectsAlert).ToDictionary(run => run.Id);
        bool inOrder = told.Where(byId.ContainsKey).Distinct().Select(id => byId[id]).GroupBy(run => run.Name).All(workflow => workflow.Select(run => run.EndedAt).SequenceEqual(workflow.Select(run => run.EndedAt).Order()));
        int lost = expected.Except(told).Count();
        return new ScenarioFigures
        {
            Scenario = s_workload.Name,
            Trials = 1,
            Runs = runs.Length,
            Alerts = expected.Length,
            Seconds = round is null ? null : Math.Round(round.Seconds, 2),
            Throughput = round is null ? null : Math.Round(runs.Length / round.Seconds, 1),
            CpuSeconds = round is null ? null : Math.Round(round.Cpu, 3),
            PeakMb = round is null ? null : Math.Round(round.PeakMegabytes, 1),
            ApiRequestsPerPoll = rig.Amperity.Requests,
            Posts = rig.Chat.Count,
            Lost = lost,
            Repeated = told.Length - told.Distinct().Count(),
            NotTaken = rig.Chat.Refused(),
            FloorSeconds = Math.Round(cursor, 1),
            RatioToFloor = round is null ? null : Math.Round(round.Seconds / cursor, 3),
            Mark = "≥ 90 % of 10 requests/s used, ≥ 8 × a cursor, in order, nothing lost",
            Met = used >= 0.9 && round is not null && cursor / round.Seconds >= 8 && inOrder && lost == 0,
            Also = new()
            {
                ["requests allowed that were used, %"] = Math.Round(100 * used, 1), ["requests answered with 429"] = rig.Amperity.Limited, ["in order of their end per workflow (1 = yes)"] = inOrder ? 1 : 0,
                ["times a cursor"] = round is null ? 0 : Math.Round(cursor / round.Seconds, 1), ["time limit that was reached, s"] = round is null ? s_limit.TotalSeconds : 0,
            },
            Requests = round?.Requests,
        };
    }

    /// <summary>How long the product takes to read 30 days again where a page takes so long.</summary>
    public static async Task<double> Seconds(TimeSpan latency, CancellationToken cancellationToken)
    {
        // Slices of a day at most: an hour each would be 720 requests, whatever is in them.
        Workload workload = s_workload with { Configure = (_, settings) => settings["WorkflowAlerts__Polling__MaxSlice"] = "1.00:00:00" };
        await using Rig rig = await Rig.Start(cancellationToken);
        await using Child child = await Child.Start(rig.Settings(workload), "product");
        await child.Round(ProductChild.Poll, cancellationToken);
        await child.Round(ProductChild.Rewind, cancellationToken);
        rig.Add(BenchRuns.Of(Rig.Tenant, PlottedRuns, 0, TimeProvider.System.GetUtcNow(), ProductChild.Outage - TimeSpan.FromMinutes(1)));
        (rig.Amperity[Rig.Tenant].Latency, rig.Amperity[Rig.Tenant].Limit) = (latency, new RateLimit(RequestsPerSecond, RequestsPerSecond, TimeProvider.System));
        return (await child.Round(ProductChild.Poll, cancellationToken)).Seconds;
    }

    /// <summary>How long a cursor takes over so many runs where a page takes so long.</summary>
    public static async Task<double> CursorSeconds(TimeSpan latency, int runs, CancellationToken cancellationToken)
    {
        await using Rig rig = await Rig.Start(cancellationToken);
        await using Child child = await Child.Start(rig.Settings(s_workload), "floor", "cursor");
        rig.Add(BenchRuns.Of(Rig.Tenant, runs, 0, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(50)));
        rig.Amperity[Rig.Tenant].Latency = latency;
        return (await child.Round(ProductChild.Poll, cancellationToken)).Seconds;
    }
}
