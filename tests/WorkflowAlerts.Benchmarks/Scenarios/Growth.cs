using WorkflowAlerts.Benchmarks.Measuring;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>
/// How our CPU grows with alerts, runs and tenants: the exponent of the curve cpu = a · n^b, by least squares over the logarithms. 1 is linear; a fixed part makes it less.
/// </summary>
internal static class Growth
{
    // A fit over few points of a shared machine; quadratic would be 2.
    private const double Most = 1.15;

    public static readonly int[] Alerts = [10, 100, 1000, 10_000];
    public static readonly int[] Runs = [1000, 10_000, 100_000];
    public static readonly int[] Tenants = [1, 10, 100, 500];

    public static async Task<ScenarioFigures> Measure(CancellationToken cancellationToken)
    {
        double alerts = Exponent(await Points(Alerts, async n => (await Trial.Product(Workloads.Storm(n), cancellationToken)).Cpu));
        double runs = Exponent(await Points(Runs, async n => (await Memory.CatchUp(n, cancellationToken)).Cpu));
        double tenants = Exponent(await Points(Tenants, async n => (await Wide.Round(n, TimeSpan.Zero, cancellationToken)).Figures.Cpu));
        return new ScenarioFigures
        {
            Scenario = "growth",
            Trials = 1,
            Mark = $"no exponent above {Most}",
            Met = Math.Max(alerts, Math.Max(runs, tenants)) <= Most,
            Also = new() { ["exponent in alerts"] = Math.Round(alerts, 2), ["exponent in runs"] = Math.Round(runs, 2), ["exponent in tenants"] = Math.Round(tenants, 2) },
        };
    }

    public static async Task<IReadOnlyList<(double N, double Value)>> Points(IEnumerable<int> sizes, Func<int, Task<double>> measure)
    {
        List<(double, double)> points = [];
        foreach (int size in sizes)
        {
            points.Add((size, await measure(size)));
        }

        return points;
    }

    /// <summary>The exponent of the largest three points: among the small ones the fixed part would hide what grows.</summary>
    public static double Exponent(IReadOnlyList<(double N, double Value)> points)
    {
        (double X, double Y)[] logs = [.. points.Skip(points.Count - 3).Select(point => (Math.Log(point.N), Math.Log(point.Value)))];
        (double x, double y) = (logs.Average(log => log.X), logs.Average(log => log.Y));
        return logs.Sum(log => (log.X - x) * (log.Y - y)) / logs.Sum(log => (log.X - x) * (log.X - x));
    }
}
