using WorkflowAlerts.Benchmarks.Flooring;
using WorkflowAlerts.Benchmarks.Measuring;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>Something that is measured, by its name.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Measure">Measures it, with so many trials of each side.</param>
internal sealed record BenchScenario(string Name, Func<int, CancellationToken, Task<ScenarioFigures>> Measure)
{
    public static IReadOnlyList<BenchScenario> All { get; } =
    [
        new("quiet", async (trials, stop) => Marks.Quiet(await SideBySide.Run(Workloads.Quiet, trials, stop))),
        new("normal", (trials, stop) => SideBySide.Run(Workloads.Normal, trials, stop)),
        new("burst", async (trials, stop) => Marks.Burst(await SideBySide.Run(Workloads.Burst(), trials, stop, (Floors.BurstClaimed, "times a floor that also claims before each send")))),
        new("storm", async (trials, stop) => Marks.Storm(await SideBySide.Run(Workloads.Storm(), trials, stop))),
        new("catch-up", (_, stop) => CatchUp.Measure(stop)),
        new("wide", (_, stop) => Wide.Measure(stop)),
        new("cold-start", ColdStart.Measure),
        new("memory", (_, stop) => Memory.Measure(stop)),
        new("growth", (_, stop) => Growth.Measure(stop)),
    ];
}
