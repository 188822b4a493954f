using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Running;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>The most memory held while 30 days are read again: with 1,000 runs in them, and with 100,000.</summary>
internal static class Memory
{
    public static async Task<ScenarioFigures> Measure(CancellationToken cancellationToken)
    {
        RoundFigures few = await CatchUp(1000, cancellationToken);
        RoundFigures many = await CatchUp(100_000, cancellationToken);
        double ratio = many.PeakMegabytes / few.PeakMegabytes;
        return new ScenarioFigures
        {
            Scenario = "memory",
            Trials = 1,
            Runs = 100_000,
            Seconds = Math.Round(many.Seconds, 2),
            CpuSeconds = Math.Round(many.Cpu, 2),
            PeakMb = Math.Round(many.PeakMegabytes, 1),
            ApiRequestsPerPoll = many.Requests.GetValueOrDefault("api"),
            Mark = "100,000 runs ≤ 1.2 × the memory of 1,000",
            Met = ratio <= 1.2,
            Also = new() { ["peak with 1,000 runs, MB"] = Math.Round(few.PeakMegabytes, 1), ["ratio"] = Math.Round(ratio, 2) },
        };
    }

    /// <summary>Reads 30 days with so many runs again.</summary>
    public static async Task<RoundFigures> CatchUp(int runs, CancellationToken cancellationToken)
    {
        Workload workload = new()
        {
            Name = "memory",

            // Slices of a day: with the default of an hour, seventy seconds of waiting for the API's limit would be all that is measured.
            Configure = (_, settings) => settings["WorkflowAlerts__Polling__MaxSlice"] = "1.00:00:00",
            Runs = now => BenchRuns.Of(Rig.Tenant, runs, 0, now, ProductChild.Outage - TimeSpan.FromMinutes(1)),
        };
        await using Rig rig = await Rig.Start(cancellationToken);
        await using Child child = await Child.Start(rig.Settings(workload), "product");
        await child.Round(ProductChild.Poll, cancellationToken);
        await child.Round(ProductChild.Rewind, cancellationToken);
        rig.Add(workload.Runs(TimeProvider.System.GetUtcNow()));
        RoundFigures figures = await child.Round(ProductChild.Poll, cancellationToken);
        return figures.Error is null ? figures : throw new InvalidOperationException($"Reading {runs} runs again failed: {figures.Error}");
    }
}
