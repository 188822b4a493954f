using System.Globalization;

namespace WorkflowAlerts.Benchmarks.Scaling;

/// <summary>
/// A day of many tenants: their sizes fall off as 1/rank, so that the largest has a tenth of all runs; a third of the runs end in the two hours after midnight; three in
/// a hundred fail, and in one hour, in which the platform is down, all do.
/// </summary>
internal sealed class SimulatedDay(int tenants, int runs, int seed)
{
    public const int Minutes = 24 * 60;

    private const double NightShare = 1 / 3.0;
    private const int NightMinutes = 120;
    private const double FailureRate = 0.03;
    private const int OutageFrom = 60;
    private const int OutageTo = 120;

    public static DateTimeOffset Midnight { get; } = new(2026, 6, 19, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The runs, in no order: the tenant, its end, and whether it failed.</summary>
    public IEnumerable<(string Tenant, DateTimeOffset EndedAt, bool Failed)> Runs()
    {
        // System.Random with a seed keeps its sequence.
        Random random = new(seed);
        double[] cumulated = new double[tenants];
        double sum = 0;
        for (int i = 0; i < tenants; i++)
        {
            cumulated[i] = sum += 1.0 / (i + 1);
        }

        for (int i = 0; i < runs; i++)
        {
            int tenant = Array.BinarySearch(cumulated, random.NextDouble() * sum);
            double minute = random.NextDouble() < NightShare ? random.NextDouble() * NightMinutes : random.NextDouble() * Minutes;
            bool failed = random.NextDouble() < FailureRate || minute is >= OutageFrom and < OutageTo;
            yield return (Name(tenant < 0 ? ~tenant : tenant), Midnight.AddMinutes(minute), failed);
        }
    }

    private static string Name(int tenant) => $"tenant-{tenant.ToString("00000", CultureInfo.InvariantCulture)}";
}
