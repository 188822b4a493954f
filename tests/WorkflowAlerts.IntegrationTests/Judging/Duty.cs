using WorkflowAlerts.Deciding;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A destination has to hear of a run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Channel">The destination.</param>
/// <param name="Route">The route that names it; null: the default.</param>
/// <param name="SeenAt">The poll that first sees the run.</param>
/// <param name="DueAt">From when on it may be told.</param>
/// <param name="Waits">What it waits for until then.</param>
internal sealed record Duty(PastRun Run, string Channel, SetupRoute? Route, DateTimeOffset SeenAt, DateTimeOffset DueAt, Waiting Waits)
{
    /// <summary>Whether the destination goes from the settings later, so that nothing is owed to it.</summary>
    public bool IsGone { get; init; }

    public bool HearsOfRecovery => Route?.Recovered ?? true;
}

/// <summary>What somebody is not told at once for.</summary>
internal enum Waiting
{
    ForNothing,
    ForARerun,
    ForTheEndOfSilence,
}
