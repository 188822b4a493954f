using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>The product and the bare program at the same workload, in turn, so that a busy machine is busy for both.</summary>
internal static class SideBySide
{
    /// <param name="workload">What to do.</param>
    /// <param name="trials">How often each side does it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <param name="secondFloor">Another bare program to do it as well, and what "times" it is called.</param>
    public static async Task<ScenarioFigures> Run(Workload workload, int trials, CancellationToken cancellationToken, (string Name, string Called)? secondFloor = null)
    {
        List<TrialFigures> seconds = [];
        List<TrialFigures> ours = [];
        List<TrialFigures> floors = [];
        for (int i = 0; i < trials; i++)
        {
            ours.Add(await Trial.Product(workload, cancellationToken));
            floors.Add(await Trial.Floor(workload, cancellationToken));
            if (secondFloor is { } second)
            {
                seconds.Add(await Trial.Floor(workload, second.Name, cancellationToken));
            }
        }

        SimulatedRun[] runs = [.. workload.Runs(TimeProvider.System.GetUtcNow())];
        TrialFigures median = TrialFigures.Median(ours);
        ScenarioFigures figures = Figures(workload.Name, workload.RunsARound ?? runs.Length, runs.Count(run => run.ExpectsAlert), trials, median, TrialFigures.Median(floors));
        return secondFloor is null ? figures : figures with { Also = new() { [secondFloor.Value.Called] = Math.Round(median.Seconds / TrialFigures.Median(seconds).Seconds, 2) } };
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
        StorageOperations = Math.Round(ours.StorageOperations, 3),
        StorageOperationsPerAlert = alerts > 0 ? Math.Round(ours.StorageOperations / alerts, 4) : null,
        HttpCallsPerAlert = alerts > 0 ? Math.Round(ours.HttpCalls / alerts, 4) : null,
        ApiRequestsPerPoll = Math.Round(ours.ApiRequests, 2),
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
