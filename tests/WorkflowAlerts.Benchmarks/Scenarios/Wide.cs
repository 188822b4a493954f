using System.Globalization;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Running;
using WorkflowAlerts.Benchmarks.Simulating;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>500 tenants in one poll; then the same with one of them slow, which must cost the others nothing.</summary>
internal static class Wide
{
    public const int Tenants = 500;

    private const string Slow = "tenant-000";
    private const int RunsEach = 20;

    private static readonly TimeSpan s_slowness = TimeSpan.FromSeconds(20);

    public static async Task<ScenarioFigures> Measure(CancellationToken cancellationToken)
    {
        (RoundFigures fast, double fastLast, int lost, int repeated, int posts) = await Round(Tenants, TimeSpan.Zero, cancellationToken);
        (RoundFigures _, double slowLast, int slowLost, int slowRepeated, int _) = await Round(Tenants, s_slowness, cancellationToken);
        TrialFigures trial = new() { Seconds = fast.Seconds, Cpu = fast.Cpu, AzuriteCpu = 0, PeakMegabytes = fast.PeakMegabytes, Allocated = fast.Allocated, Requests = fast.Requests, Posts = posts };
        return new ScenarioFigures
        {
            Scenario = "wide",
            Trials = 1,
            Runs = Tenants * RunsEach,
            Alerts = Tenants,
            Seconds = Math.Round(fast.Seconds, 2),
            Throughput = Math.Round(Tenants / fast.Seconds, 1),
            CpuSeconds = Math.Round(fast.Cpu, 2),
            PeakMb = Math.Round(fast.PeakMegabytes, 1),
            StorageOperations = trial.StorageOperations,
            StorageOperationsPerAlert = Math.Round(trial.StorageOperations / Tenants, 2),
            HttpCallsPerAlert = Math.Round(trial.HttpCalls / Tenants, 2),
            ApiRequestsPerPoll = trial.ApiRequests,
            Posts = posts,
            Lost = lost + slowLost,
            Repeated = repeated + slowRepeated,
            Mark = $"a poll within 60 s; the others' last alert no more than a quarter later beside a tenant that takes {s_slowness.TotalSeconds:0} s",
            Met = fast.Seconds < 60 && slowLast <= 1.25 * fastLast && lost + slowLost + repeated + slowRepeated == 0,
            Also = new() { ["others' last alert, s"] = Math.Round(fastLast, 2), ["others' last alert beside a slow tenant, s"] = Math.Round(slowLast, 2) },
            Requests = trial.Requests,
        };
    }

    /// <summary>One round over so many tenants. Returns also when the last alert of the tenants that are not slow arrived, in seconds after the start.</summary>
    public static async Task<(RoundFigures Figures, double OthersLast, int Lost, int Repeated, int Posts)> Round(int tenants, TimeSpan slowness, CancellationToken cancellationToken)
    {
        string[] names = [.. Enumerable.Range(0, tenants).Select(i => $"tenant-{i.ToString("000", CultureInfo.InvariantCulture)}")];
        await using Rig rig = await Rig.Start(cancellationToken);
        await using Child child = await Child.Start(rig.Settings(Workload(names)), "product");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        await child.Round(ProductChild.Together, cancellationToken);
        foreach ((int i, string name) in names.Index())
        {
            rig.Amperity[name].Add(BenchRuns.Of(name, RunsEach, 1, now, TimeSpan.FromMinutes(8), first: i * 100));
        }

        rig.Amperity[Slow].Latency = slowness;
        rig.Chat.Clear();
        long start = TimeProvider.System.GetTimestamp();
        RoundFigures figures = await child.Round(ProductChild.Together, cancellationToken);
        string slowAlert = BenchRuns.Of(Slow, 1, 1, now, TimeSpan.FromMinutes(8)).Single().Id;
        (string Id, long At)[] told = [.. Told(rig.Chat)];
        double last = told.Where(message => message.Id != slowAlert).Select(message => TimeProvider.System.GetElapsedTime(start, message.At).TotalSeconds).DefaultIfEmpty().Max();
        int distinct = told.Select(message => message.Id).Distinct().Count();
        return figures.Error is null ? (figures, last, tenants - distinct, told.Length - distinct, told.Length) : throw new InvalidOperationException($"A round over {tenants} tenants failed: {figures.Error}");
    }

    private static IEnumerable<(string Id, long At)> Told(ChatSink chat) => chat.Messages().SelectMany(message => message.RunIds.Take(1).Select(id => (id, message.At)));

    private static Workload Workload(string[] tenants) => new()
    {
        Name = "wide",
        Configure = (rig, settings) =>
        {
            foreach (string key in settings.Keys.Where(key => key.Contains($"__{Rig.Tenant}__", StringComparison.Ordinal)).ToArray())
            {
                settings.Remove(key);
            }

            Array.ForEach(tenants, tenant => rig.AddTenant(settings, tenant));
            Workloads.Unpaced(settings, "slack-a");
            settings["WorkflowAlerts__Details__Enabled"] = "false";
        },
        Runs = _ => [],
    };
}
