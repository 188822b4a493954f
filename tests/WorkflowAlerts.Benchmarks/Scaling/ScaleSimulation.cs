using WorkflowAlerts.Telling;
using WorkflowAlerts.Benchmarks.Costing;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Benchmarks.Scaling;

/// <summary>Leads a day's alerts through the functions that really choose the ledger's partitions, and looks where they meet.</summary>
internal static class ScaleSimulation
{
    /// <summary>https://learn.microsoft.com/azure/storage/tables/scalability-targets</summary>
    public const int PartitionTarget = 2000;

    /// <summary>https://learn.microsoft.com/azure/storage/queues/scalability-targets</summary>
    public const int QueueTarget = 2000;

    /// <summary>Requests of one storage account; the same page.</summary>
    public const int AccountTarget = 20_000;

    // Flex Consumption gives an instance CPU in proportion to its memory: one core with 2,048 MB, so a quarter with 512 MB.
    // https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#instance-sizes
    private const double CoresPerInstance = 0.25;
    private const double Busy = 0.6;
    private const double Minute = 60;

    // A message takes some seventy alerts with errors of 500 characters; what is above the threshold becomes few cards, which fit into one message.
    private const int AlertsPerMessage = 70;

    public static ScaleFigures Run(int tenants, int runs, int seed, PollCosts poll)
    {
        Dictionary<(string Partition, int Minute), int> rows = [];
        Dictionary<(string Tenant, int Minute), int> polls = [];
        int alerts = 0;
        foreach ((int i, (string tenant, DateTimeOffset endedAt, bool failed)) in new SimulatedDay(tenants, runs, seed).Runs().Index())
        {
            if (failed)
            {
                int minute = (int)(endedAt - SimulatedDay.Midnight).TotalMinutes;
                LedgerKey key = LedgerKey.Of(new MessageKey(tenant, $"wf-20260619-{i}-Zt4mQx", Outcome.Failed, endedAt));
                Add(rows, (key.Partition, minute));
                Add(polls, (tenant, minute));
                alerts++;
            }
        }

        KeyValuePair<(string Partition, int Minute), int> hottest = rows.MaxBy(pair => pair.Value);
        double busiest = rows.GroupBy(pair => pair.Key.Minute, pair => pair.Value).Max(minute => minute.Sum());
        double messages = polls.GroupBy(pair => pair.Key.Minute, pair => Messages(pair.Value)).Max(minute => minute.Sum());
        double cores = tenants * poll.CpuPerTenant / Minute;
        return new ScaleFigures
        {
            Tenants = tenants,
            Runs = runs,
            Alerts = alerts,
            HottestPartition = hottest.Key.Partition,
            HottestPartitionRows = hottest.Value,
            HottestPartitionSeconds = Math.Round(hottest.Value / (double)PartitionTarget, 3),
            LedgerPartitions = rows.Keys.Select(key => key.Partition).Distinct().Count(),
            LedgerRowsPerSecond = Math.Round(busiest / Minute, 1),
            KeptRowsPerSecond = Math.Round(busiest / Minute, 1),
            QueueMessagesPerSecond = Math.Round(messages / Minute, 1),
            QuietTableOperationsPerSecond = Math.Round(tenants * poll.TableOperationsPerTenant / Minute, 1),
            CpuMillisecondsPerTenant = Math.Round(1000 * poll.CpuPerTenant, 2),
            PollingCores = Math.Round(cores, 2),
            PollingInstances = Math.Ceiling(cores / (CoresPerInstance * Busy)),
        };
    }

    private static int Messages(int alerts) => alerts > new DigestOptions().Threshold ? 1 : (alerts + AlertsPerMessage - 1) / AlertsPerMessage;

    private static void Add<T>(Dictionary<T, int> counts, T key)
        where T : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
