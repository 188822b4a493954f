using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Comparing;

/// <summary>Ours and Alertmanager at the same alerts, in turn.</summary>
internal static class PeerComparison
{
    public static IReadOnlyList<BenchScenario> All { get; } =
    [
        new("burst", (trials, stop) => Measure(Workloads.Burst(), trials, stop)),
        new("storm", (trials, stop) => Measure(Workloads.Storm(), trials, stop)),
    ];

    private static async Task<ScenarioFigures> Measure(Workload workload, int trials, CancellationToken cancellationToken)
    {
        List<TrialFigures> ours = [];
        List<TrialFigures> theirs = [];
        int largest = 0;
        for (int i = 0; i < trials; i++)
        {
            ours.Add(await Trial.Product(workload, cancellationToken));
            (TrialFigures peer, int body) = await AlertmanagerTrial.Run(workload, cancellationToken);
            theirs.Add(peer);
            largest = Math.Max(largest, body);
        }

        int alerts = workload.Runs(TimeProvider.System.GetUtcNow()).Count(run => run.ExpectsAlert);
        return Figures(workload, alerts, trials, TrialFigures.Median(ours), TrialFigures.Median(theirs), largest);
    }

    private static ScenarioFigures Figures(Workload workload, int alerts, int trials, TrialFigures ours, TrialFigures peer, int largest)
    {
        double cpu = (ours.Cpu + ours.AzuriteCpu) / peer.Cpu;
        return new ScenarioFigures
        {
            Scenario = $"{workload.Name} beside Alertmanager",
            Trials = trials,
            Alerts = alerts,
            Seconds = Math.Round(ours.Seconds, 2),
            Throughput = Math.Round(alerts / ours.Seconds, 1),
            CpuSeconds = Math.Round(ours.Cpu, 2),
            AzuriteCpuSeconds = Math.Round(ours.AzuriteCpu, 2),
            PeakMb = Math.Round(ours.PeakMegabytes, 1),
            Posts = ours.Posts,
            Lost = ours.Lost,
            Repeated = ours.Repeated,
            NotTaken = ours.NotTaken,
            Mark = workload.Grouped ? "no later than Alertmanager" : "CPU with Azurite's below Alertmanager's",
            Met = workload.Grouped ? ours.Seconds <= peer.Seconds : cpu < 1,
            Also = new()
            {
                ["Alertmanager: seconds"] = Math.Round(peer.Seconds, 2),
                ["Alertmanager: a second"] = Math.Round(alerts / peer.Seconds, 1),
                ["Alertmanager: CPU s"] = Math.Round(peer.Cpu, 2),
                ["Alertmanager: peak MB"] = Math.Round(peer.PeakMegabytes, 1),
                ["Alertmanager: messages"] = peer.Posts,
                ["Alertmanager: largest message, bytes"] = largest,
                ["Alertmanager: lost"] = peer.Lost,
                ["Alertmanager: told twice"] = peer.Repeated,
                ["ratio of throughput"] = Math.Round(peer.Seconds / ours.Seconds, 3),
                ["ratio of time to the last"] = Math.Round(ours.Seconds / peer.Seconds, 2),
                ["ratio of CPU, Azurite's included"] = Math.Round(cpu, 2),
                ["ratio of CPU, ours alone"] = Math.Round(ours.Cpu / peer.Cpu, 2),
                ["ratio of memory"] = Math.Round(ours.PeakMegabytes / peer.PeakMegabytes, 2),
            },
        };
    }
}
