namespace WorkflowAlerts.Runs;

/// <summary>Failures that a success ended.</summary>
public sealed record Recovery
{
    /// <summary>The most failed runs that are named.</summary>
    public const int MostRuns = 10;

    /// <summary>How many runs failed in a row.</summary>
    public int Count { get; init; }

    /// <summary>When the first of them ended.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the workflow worked again; null: when the alert's own run ended.</summary>
    public DateTimeOffset? WorkedAt { get; init; }

    /// <summary>Whether nobody was told of the failures before: a route held them back, and a rerun worked in that time.</summary>
    public bool WasHeld { get; init; }

    /// <summary>The failed runs, the latest first.</summary>
    public IReadOnlyList<EarlierRun> Runs { get; init; } = [];
}
