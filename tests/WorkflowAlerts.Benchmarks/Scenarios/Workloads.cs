using System.Globalization;
using WorkflowAlerts.Benchmarks.Running;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>The days that are measured.</summary>
internal static class Workloads
{
    private const int WarmUpAlerts = 80;

    private static readonly TimeSpan s_recent = TimeSpan.FromMinutes(8);

    // Not at a whole hour, nor near midnight.
    private static readonly DateTimeOffset s_noon = new(2026, 6, 19, 12, 3, 0, TimeSpan.Zero);

    /// <summary>An hour of polls, a minute apart, each of which reads the 200 runs that ended in the last ten minutes; none failed.</summary>
    public static Workload Quiet { get; } = QuietOf([Rig.Tenant]);

    /// <summary>The same for several tenants.</summary>
    public static Workload QuietOf(IReadOnlyCollection<string> tenants) => new()
    {
        Name = "quiet",
        Configure = (rig, settings) => tenants.ToList().ForEach(tenant => rig.AddTenant(settings, tenant)),
        Runs = _ => tenants.SelectMany(tenant => BenchRuns.Of(tenant, 2000, 0, s_noon.AddMinutes(90), TimeSpan.FromMinutes(100))),
        RunsARound = 200,
        Pause = TimeSpan.FromMilliseconds(120),
        Clock = s_noon,
        Order = ProductChild.Poll,
        WarmUpRounds = 15,
        Rounds = 60,
    };

    /// <summary>200 runs, of which 6 failed.</summary>
    public static Workload Normal { get; } = new()
    {
        Name = "normal",
        Configure = (_, settings) => Unpaced(settings, "slack-a"),
        WarmUp = (now, _) => BenchRuns.Of(Rig.Tenant, 200, 6, now.AddMinutes(-20), s_recent, first: 900_000),
        Runs = now => BenchRuns.Of(Rig.Tenant, 200, 6, now, s_recent),
    };

    /// <summary>Failures that come one by one at four channels, as fast as they go.</summary>
    public static Workload Burst(int alerts = 1000) => new()
    {
        Name = "burst",
        Configure = (rig, settings) =>
        {
            foreach (char letter in BenchRuns.Letters)
            {
                string name = $"slack-{char.ToLowerInvariant(letter)}";
                int route = letter - 'A';
                rig.AddSlack(settings, name);
                Unpaced(settings, name);
                settings[string.Create(CultureInfo.InvariantCulture, $"WorkflowAlerts__Routes__{route}__Name")] = $"{letter} *";
                settings[string.Create(CultureInfo.InvariantCulture, $"WorkflowAlerts__Routes__{route}__To__0")] = name;
            }

            settings["WorkflowAlerts__Digest__Threshold"] = "1000";
            settings["WorkflowAlerts__Cascade__Enabled"] = "false";

            // One request to Amperity an alert, at ten a second, would be all that is measured.
            settings["WorkflowAlerts__Details__Enabled"] = "false";
        },
        // A process lives for weeks, and what it has done thirty times is compiled again, better, once it has had a rest. Else half of what is measured is that.
        // https://learn.microsoft.com/dotnet/core/runtime-config/compilation
        WarmUp = (now, round) => BenchRuns.Of(Rig.Tenant, WarmUpAlerts, WarmUpAlerts, now.AddMinutes(round == 0 ? -20 : 0), s_recent, first: 900_000 + (round * WarmUpAlerts)),
        WarmUpRounds = 6,
        Pause = TimeSpan.FromMilliseconds(300),
        Runs = now => BenchRuns.Of(Rig.Tenant, alerts, alerts, now, s_recent),
    };

    /// <summary>Failures that come as digests.</summary>
    public static Workload Storm(int alerts = 10_000) => new()
    {
        Name = "storm",
        WarmUp = (now, _) => BenchRuns.Of(Rig.Tenant, 500, 500, now.AddMinutes(-20), s_recent, first: 900_000),
        Runs = now => BenchRuns.Of(Rig.Tenant, alerts, alerts, now, s_recent),
        Grouped = true,
    };

    /// <summary>Slack's second between two messages is not ours to measure.</summary>
    public static void Unpaced(Dictionary<string, string> settings, string destination)
    {
        settings[$"WorkflowAlerts__Destinations__{destination}__Pacing__Burst"] = "1000";
        settings[$"WorkflowAlerts__Destinations__{destination}__Pacing__Interval"] = "00:00:00.001";
    }
}
