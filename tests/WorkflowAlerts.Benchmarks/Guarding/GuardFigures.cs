using WorkflowAlerts.Benchmarks.Scenarios;

namespace WorkflowAlerts.Benchmarks.Guarding;

/// <summary>Figures that are the same on every machine: how often storage is asked, and how much is allocated. No times.</summary>
internal static class GuardFigures
{
    private const int BurstAlerts = 200;
    private const int StormAlerts = 2000;
    private const int Rounds = 20;

    public static async Task<SortedDictionary<string, double>> Measure(CancellationToken cancellationToken)
    {
        TrialFigures quiet = await Trial.Product(Workloads.Quiet with { Pause = TimeSpan.Zero }, cancellationToken);
        TrialFigures normal = await Trial.Product(Workloads.Normal, cancellationToken);
        TrialFigures burst = await Trial.Product(Workloads.Burst(BurstAlerts), cancellationToken);
        TrialFigures storm = await Trial.Product(Workloads.Storm(StormAlerts), cancellationToken);
        InnerParts parts = InnerParts.Create();
        return new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["quiet poll, storage operations"] = Math.Round(Counted(quiet), 3),
            ["quiet poll, bytes allocated a run"] = Math.Round(quiet.Allocated / 200),
            ["normal poll with its alerts, storage operations"] = Counted(normal),
            ["burst, storage operations an alert"] = Math.Round(Counted(burst) / BurstAlerts, 3),
            ["storm, storage operations an alert"] = Math.Round(Counted(storm) / StormAlerts, 4),
            ["lost or told twice"] = quiet.Posts + normal.Lost + normal.Repeated + burst.Lost + burst.Repeated + storm.Lost + storm.Repeated,
            ["page, bytes allocated a run"] = Allocated(parts.ParsePage, InnerParts.Runs),
            ["routing, bytes allocated an alert"] = Allocated(parts.Route, InnerParts.Failed),
            ["rendering for Slack and Teams, bytes allocated an alert"] = Allocated(parts.Render, InnerParts.Failed),
            ["packing, bytes allocated an alert"] = Allocated(parts.Pack, InnerParts.Failed),
            ["unpacking, bytes allocated an alert"] = Allocated(parts.Unpack, InnerParts.Failed),
        };
    }

    // How often an empty queue is looked at, and a lease renewed, depends on how fast the machine is.
    private static double Counted(TrialFigures figures) =>
        figures.StorageOperations - figures.Requests.GetValueOrDefault("queue receive") - figures.Requests.GetValueOrDefault("queue update");

    // The least of several rounds: the first ones also allocate what is kept.
    private static double Allocated(Func<int> work, int by) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return Math.Round((GC.GetAllocatedBytesForCurrentThread() - before) / (double)by);
    });
}
