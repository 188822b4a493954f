using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>What happened at Amperity in a stretch of time.</summary>
internal sealed record PastRuns
{
    /// <summary>
    /// How much earlier runs are wanted than messages: the weekly card looks back two weeks, and what is usual is learned from two weeks and a day.
    /// </summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(15);

    /// <summary>The tenants that were asked, in order.</summary>
    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>From when runs are there.</summary>
    public required DateTimeOffset ReadFrom { get; init; }

    /// <summary>From when messages are of interest; the runs before are there so that streaks, habits and weeks are known then.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The runs that ended from <see cref="ReadFrom"/> until <see cref="To"/>, and those that still went on then.</summary>
    public required IReadOnlyList<WorkflowRun> Runs { get; init; }
}
