namespace WorkflowAlerts.Telling;

/// <summary>Failures of one workflow in a row.</summary>
public sealed record Streak
{
    /// <summary>The most earlier runs that are named.</summary>
    public const int MostEarlier = 3;

    /// <summary>The most failures that are counted; a longer streak is told as "100 or more".</summary>
    public const int MostCounted = 100;

    /// <summary>How many runs failed in a row, this one included; zero where the workflow has succeeded since.</summary>
    public int Count { get; init; }

    /// <summary>When the first of them ended.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the workflow last succeeded, as far as it is known.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>The runs before this one, the latest first.</summary>
    public IReadOnlyList<EarlierRun> Earlier { get; init => field = value ?? []; } = [];
}
