using System.Text;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>A made-up history, for whoever has none yet.</summary>
internal static class SampleHistory
{
    /// <summary>When it ends: the same sample is the same at any time.</summary>
    public static readonly DateTimeOffset End = new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero);

    /// <param name="tenants">Whose runs.</param>
    /// <param name="runs">About how many runs all of them have in the time of interest.</param>
    /// <param name="seed">What they are made from.</param>
    /// <param name="span">How long the time of interest is.</param>
    /// <param name="progress">Told how far it has come, from 0 to 1.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<PastRuns> Make(IReadOnlyList<string> tenants, int runs, int seed, TimeSpan span, Action<double> progress, CancellationToken cancellationToken)
    {
        DateTimeOffset from = End - span;
        DateTimeOffset readFrom = from - PastRuns.Before;
        List<WorkflowRun> made = [];
        for (int i = 0; i < tenants.Count; i++)
        {
            int count = (int)(runs * ((End - readFrom) / span) / tenants.Count);
            int before = made.Count;
            IReadOnlyList<SimulatedRun> simulated = HistoryFactory.Make(seed + i, tenants[i], count, readFrom, End);
            foreach (SimulatedRun run in simulated)
            {
                // By way of the wire, as Amperity would tell it.
                using MemoryStream wire = new(Encoding.UTF8.GetBytes(RunJson.Listed(run).ToJsonString()));
                progress((i + ((double)(made.Count - before) / simulated.Count)) / tenants.Count);
                made.Add(await RunPageParser.ParseRun(wire, tenants[i], cancellationToken));
            }
        }

        return new PastRuns { Tenants = tenants, ReadFrom = readFrom, From = from, To = End, Runs = made };
    }
}
