using System.Globalization;
using WorkflowAlerts.Benchmarks.Scenarios;

namespace WorkflowAlerts.Benchmarks.Costing;

/// <summary>What polls ask of storage and take of CPU, measured: a part that every poll has, and one that each tenant adds.</summary>
internal sealed record PollCosts
{
    private const int Many = 11;

    public required double TableOperations { get; init; }

    public required double TableOperationsPerTenant { get; init; }

    public required double QueueOperations { get; init; }

    public required double QueueOperationsPerTenant { get; init; }

    public required double Seconds { get; init; }

    public required double SecondsPerTenant { get; init; }

    /// <summary>CPU seconds that one more tenant adds to a quiet poll.</summary>
    public required double CpuPerTenant { get; init; }

    /// <summary>What a poll with alerts takes beyond a quiet one.</summary>
    public required double TableOperationsWithAlerts { get; init; }

    public required double QueueOperationsWithAlerts { get; init; }

    /// <summary>Queue messages, each of which is one execution, of a poll with alerts.</summary>
    public required double Messages { get; init; }

    /// <summary>Alerts of a poll with alerts.</summary>
    public required int Alerts { get; init; }

    public static async Task<PollCosts> Measure(CancellationToken cancellationToken)
    {
        TrialFigures one = await Trial.Product(Quiet(1), cancellationToken);
        TrialFigures many = await Trial.Product(Quiet(Many), cancellationToken);
        TrialFigures normal = await Trial.Product(Workloads.Normal, cancellationToken);
        double tables = PerTenant(figures => Of(figures, "table"));
        double queues = PerTenant(figures => Of(figures, "queue"));
        double seconds = PerTenant(figures => figures.Seconds);
        return new PollCosts
        {
            TableOperations = Of(one, "table") - tables,
            TableOperationsPerTenant = tables,
            QueueOperations = Of(one, "queue") - queues,
            QueueOperationsPerTenant = queues,
            Seconds = one.Seconds - seconds,
            SecondsPerTenant = seconds,
            CpuPerTenant = PerTenant(figures => figures.Cpu),
            TableOperationsWithAlerts = Of(normal, "table") - Of(one, "table"),

            // Looks at the queue are the host's, and are counted by the time that passes.
            QueueOperationsWithAlerts = normal.Requests.GetValueOrDefault("queue send") + normal.Requests.GetValueOrDefault("queue delete"),
            Messages = normal.Requests.GetValueOrDefault("queue send"),
            Alerts = normal.Posts,
        };

        double PerTenant(Func<TrialFigures, double> of) => Math.Max(0, (of(many) - of(one)) / (Many - 1));
    }

    private static double Of(TrialFigures figures, string service) => figures.Requests.Where(count => count.Key.StartsWith(service, StringComparison.Ordinal)).Sum(count => count.Value);

    private static Workload Quiet(int tenants) =>
        Workloads.QuietOf([.. Enumerable.Range(0, tenants).Select(i => i == 0 ? Rig.Tenant : string.Create(CultureInfo.InvariantCulture, $"tenant-{i}"))]);
}
