using WorkflowAlerts.Telling;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>What came of a live demo, by the ledger.</summary>
/// <param name="Ended">Runs that ended.</param>
/// <param name="Expected">Runs that somebody had to be told of.</param>
/// <param name="Told">Those that were told, alone or in a digest.</param>
/// <param name="Messages">Messages that arrived.</param>
/// <param name="Left">Queue messages that the end of the demo overtook.</param>
internal sealed record LiveSummary(int Ended, int Expected, int Told, int Messages, int Left)
{
    /// <summary>Nothing is lost: whatever was not told still waits on the queue.</summary>
    public bool Good => Told == Expected || Left > 0;

    public static async Task<LiveSummary> Of(DemoWorld world, IReadOnlyList<SimulatedRun> runs, int left)
    {
        Ledger ledger = world.Product.GetRequiredService<Ledger>();
        SimulatedRun[] expected = [.. runs.Where(run => run.ExpectsAlert)];
        int told = 0;
        await Parallel.ForEachAsync(expected, async (run, cancellationToken) =>
        {
            MessageKey key = new(run.Tenant, run.Id, run.Canceled ? Outcome.Canceled : Outcome.Failed, Recorded(run.EndedAt!.Value));
            IReadOnlyDictionary<string, DeliveryEntry> entries = await ledger.Read(key, cancellationToken);
            if (entries.Count > 0 && entries.Values.All(entry => entry.IsFinal))
            {
                Interlocked.Increment(ref told);
            }
        });
        return new LiveSummary(runs.Count(run => run.EndedAt is not null), expected.Length, told, world.Received.Count(), left);
    }

    public override string ToString() =>
        $"{Ended} runs ended, and of {Expected} somebody had to be told. {Told} were told, in {Messages} messages."
        + (Good ? Told == Expected ? " Nothing was lost." : $" The others still wait in about {Left} queue messages, which the end of the demo overtook." : " The delivery contract was broken. Please report this.");

    // Amperity writes times to the millisecond.
    private static DateTimeOffset Recorded(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMillisecond), time.Offset);
}
