using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Crashing;

/// <summary>What came of a crash suite.</summary>
internal sealed record CrashVerdict(int Kills, int Stops, IReadOnlyCollection<string> Boundaries, Audit Audit, IReadOnlyList<string> Broken, TimeSpan Took)
{
    /// <summary>The rules of the delivery contract, each broken one in a sentence.</summary>
    public IReadOnlyList<string> Faults =>
    [
        .. Broken,
        .. Audit.Lost > 0 ? new[] { $"{Audit.Lost} messages were lost." } : [],
        .. Audit.Unexpected > 0 ? new[] { $"{Audit.Unexpected} messages arrived where no route sends them." } : [],
        .. Audit.Silent.Select(repeat => $"A repeat did not say so: {repeat}"),
        .. Audit.MostRepeatedAtOneDestination > Kills ? new[] { $"{Audit.MostRepeatedAtOneDestination} repeats at one destination came of {Kills} kills." } : [],
    ];

    public override string ToString() =>
        $"crash: {Kills} kills at {Boundaries.Count} kinds of moments, {Stops} stops; alerts expected {Audit.Expected}, delivered {Audit.Delivered}, lost {Audit.Lost}, repeated {Audit.Repeated}, labelled {Audit.Labelled}; {Took.TotalSeconds:0} s";
}
