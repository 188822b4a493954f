using WorkflowAlerts.Benchmarks.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>What one process has to do, be it the product or the bare program beside it.</summary>
internal sealed record Workload
{
    public required string Name { get; init; }

    /// <summary>The settings that differ from those of <see cref="Rig"/>.</summary>
    public Action<Rig, Dictionary<string, string>> Configure { get; init; } = (_, _) => { };

    /// <summary>
    /// What happens in each round before the measuring, so that neither side is measured while its code is compiled. The runs of the first round ended more than
    /// ten minutes before the time given.
    /// </summary>
    public Func<DateTimeOffset, int, IEnumerable<SimulatedRun>> WarmUp { get; init; } = (_, _) => [];

    /// <summary>What is measured. The runs ended within the ten minutes before the time given, which every poll reads again.</summary>
    public required Func<DateTimeOffset, IEnumerable<SimulatedRun>> Runs { get; init; }

    /// <summary>What a round does; see <see cref="ProductChild"/>.</summary>
    public string Order { get; init; } = ProductChild.Once;

    /// <summary>Rounds before the measuring.</summary>
    public int WarmUpRounds { get; init; } = 1;

    /// <summary>Rounds that are measured; the figures are their means.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>How long to wait before each round but the first: in a tenth of a second the request limit forgets the round before, as it does between two real polls.</summary>
    public TimeSpan Pause { get; init; }

    /// <summary>Where each round is a minute later: when the first is. Null: rounds happen at the real time.</summary>
    public DateTimeOffset? Clock { get; init; }

    /// <summary>How many runs a round reads, where that is not all of them.</summary>
    public int? RunsARound { get; init; }

    /// <summary>Whether messages stand for many runs, so that a message names only some of them.</summary>
    public bool Grouped { get; init; }
}
