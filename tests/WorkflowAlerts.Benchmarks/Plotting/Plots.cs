using WorkflowAlerts.Benchmarks.Comparing;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scenarios;

namespace WorkflowAlerts.Benchmarks.Plotting;

/// <summary>How the times grow with the work, measured and drawn.</summary>
internal static class Plots
{
    private const string Ours = "#0b6e4f";
    private const string Floor = "#767676";
    private const string Peer = "#b3541e";

    private static readonly int[] s_latencies = [10, 50, 200, 1000, 2000];
    private static readonly int[] s_tenants = [1, 5, 20, 100, 500];
    private static readonly int[] s_alerts = [10, 100, 1000, 10_000];

    /// <summary>Alerts of one poll, until the last card is recorded.</summary>
    public static async Task<LineChart> Alerts(CancellationToken cancellationToken)
    {
        List<Series> lines =
        [
            new("Workflow Alerts", Ours, await Growth.Points(s_alerts, async n => (await Trial.Product(Workloads.Storm(n), cancellationToken)).Seconds)),
            new("the calls alone", Floor, await Growth.Points(s_alerts, async n => (await Trial.Floor(Workloads.Storm(n), cancellationToken)).Seconds)),
        ];
        if (AlertmanagerProcess.IsInstalled)
        {
            lines.Add(new("Alertmanager, 1 s wait", Peer, await Growth.Points(s_alerts, async n => (await AlertmanagerTrial.Run(Workloads.Storm(n), cancellationToken)).Figures.Seconds)));
        }

        return new LineChart("From one poll to the last card", "failed runs in the poll", "seconds", lines);
    }

    /// <summary>Tenants of one poll, with an alert each.</summary>
    public static async Task<LineChart> Tenants(CancellationToken cancellationToken)
    {
        Dictionary<double, RoundFigures> rounds = [];
        IReadOnlyList<(double, double)> seconds = await Growth.Points(s_tenants, async n => (rounds[n] = (await Wide.Round(n, TimeSpan.Zero, cancellationToken)).Figures).Seconds);
        return new LineChart(
            "One poll of many tenants, an alert each", "tenants", "seconds",
            [new("until the last card", Ours, seconds), new("of CPU", Floor, [.. rounds.Select(round => (round.Key, round.Value.Cpu))])]);
    }

    /// <summary>How long a page takes at Amperity, where 30 days are read again.</summary>
    public static async Task<LineChart> Latency(CancellationToken cancellationToken) => new(
        $"Reading 30 days with {CatchUp.PlottedRuns:#,##0} runs again", "milliseconds a page", "seconds",
        [
            new("Workflow Alerts", Ours, await Growth.Points(s_latencies, n => CatchUp.Seconds(TimeSpan.FromMilliseconds(n), cancellationToken))),
            new("a cursor, page after page", Floor, await Growth.Points(s_latencies, n => CatchUp.CursorSeconds(TimeSpan.FromMilliseconds(n), CatchUp.PlottedRuns, cancellationToken))),
        ]);
}
