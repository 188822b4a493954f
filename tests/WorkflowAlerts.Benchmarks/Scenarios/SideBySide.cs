using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Cli.Simulation;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>The product and the bare program at the same workload, in turn, so that a busy machine is busy for both.</summary>
internal static class SideBySide
{
    public static async Task<ScenarioFigures> Run(Workload workload, int trials, CancellationToken cancellationToken)
    {
        List<TrialFigures> ours = [];
        List<TrialFigures> floors = [];
        for (int i = 0; i < trials; i++)
        {
            ours.Add(await Trial.Product(workload, cancellationToken));
            floors.Add(await Trial.Floor(workload, cancellationToken));
        }

        SimulatedRun[] runs = [.. workload.Runs(TimeProvider.System.GetUtcNow())];
        return Figures(workload.Name, runs.Length, runs.Count(run => run.ExpectsAlert), trials, TrialFigures.Median(ours), TrialFigures.Median(floors));
    }

    private static ScenarioFigures Figures(string name, int runs, int alerts, int trials, TrialFigures ours, TrialFigures floor) => new()
    {
        Scenario = name,
        Trials = trials,
        Runs = runs,
        Alerts = alerts,
        Seconds = Math.Round(ours.Seconds, 4),
        Throughput = Math.Round((alerts > 0 ? alerts : runs) / ours.Seconds, 1),
        CpuSeconds = Math.Round(ours.Cpu, 4),
        AzuriteCpuSeconds = Math.Round(ours.AzuriteCpu, 4),
        PeakMb = Math.Round(ours.PeakMegabytes, 1),
        AllocatedMb = Math.Round(ours.Allocated / 1_000_000, 3),
        StorageOperations = ours.StorageOperations,
        StorageOperationsPerAlert = alerts > 0 ? Math.Round(ours.StorageOperations / (double)alerts, 4) : null,
        HttpCallsPerAlert = alerts > 0 ? Math.Round(ours.HttpCalls / (double)alerts, 4) : null,
        ApiRequestsPerPoll = ours.ApiRequests,
        Posts = ours.Posts,
        Lost = ours.Lost,
        Repeated = ours.Repeated,
        NotTaken = ours.NotTaken,
        FloorSeconds = Math.Round(floor.Seconds, 4),
        FloorCpuSeconds = Math.Round(floor.Cpu, 4),
        FloorAzuriteCpuSeconds = Math.Round(floor.AzuriteCpu, 4),
        FloorStorageOperations = floor.StorageOperations,
        RatioToFloor = Math.Round(ours.Seconds / floor.Seconds, 2),
        Requests = ours.Requests,
        FloorRequests = floor.Requests,
    };
}
