using System.Globalization;
using System.Text.Json.Nodes;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>Runs for the measuring: the same for every trial, but for the time they end at.</summary>
internal static class BenchRuns
{
    /// <summary>How many workflows there are in a tenant.</summary>
    public const int Workflows = 250;

    /// <summary>The letters that the workflows' names begin with, in turn: routes tell them apart.</summary>
    public const string Letters = "ABCD";

    // As long as the errors of Amperity's own examples.
    private static readonly string s_message = string.Concat(Enumerable.Repeat("Connection to the bucket was refused; check its policy. ", 9));

    /// <summary>Runs of which the first <paramref name="failing"/> failed, with ends spread evenly over a span before a time.</summary>
    public static IEnumerable<SimulatedRun> Of(string tenant, int count, int failing, DateTimeOffset to, TimeSpan span, int first = 0) =>
        Of(tenant, count, i => i < failing, to, span, first, Workflows);

    /// <summary>The same, where some of all failed.</summary>
    public static IEnumerable<SimulatedRun> Of(string tenant, int count, Func<int, bool> fails, DateTimeOffset to, TimeSpan span, int first, int workflows) =>
        Enumerable.Range(0, count).Select(i => Of(tenant, first + i, fails(i), to - (span * ((count - i) / (double)(count + 1))), workflows));

    private static SimulatedRun Of(string tenant, int number, bool fails, DateTimeOffset ended, int workflows) => new()
    {
        Id = $"wf-20260619-{number.ToString("000000", CultureInfo.InvariantCulture)}-Zt4mQx",
        Tenant = tenant,
        Type = "courier.group/run",

        // A workflow either fails or works, so that no recovery comes in between.
        Name = $"{Letters[number % Letters.Length]} {(fails ? "Courier" : "Campaign")} {number % workflows}",
        State = fails ? "failed" : "succeeded",
        CreatedAt = ended.AddMinutes(-12),
        EndedAt = new DateTimeOffset(ended.Ticks - (ended.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero),
        Error = fails ? new JsonObject { ["type"] = "amperity.courier/connect", ["message"] = s_message, ["attribution"] = "customer", ["data"] = null } : null,
        ExpectsAlert = fails,
    };
}
