using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>What happened at Amperity in a stretch of time.</summary>
internal sealed record PastRuns
{
    /// <summary>
    /// How much earlier runs are wanted than messages: the weekly card looks back two weeks, and what is usual is learned from two weeks and a day.
    /// </summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(15);

    /// <summary>How much earlier the product is started than messages are counted, so that it knows of failures that go on, and of what waits or was told.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromDays(3);

    /// <summary>The tenants that were asked, in order.</summary>
    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>From when runs are there.</summary>
    public required DateTimeOffset ReadFrom { get; init; }

    /// <summary>From when messages are of interest; the runs before are there so that failures that go on, habits and weeks are known then.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When the product is started.</summary>
    public DateTimeOffset Start => From - WarmUp > ReadFrom ? From - WarmUp : ReadFrom;

    /// <summary>Until when.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The runs that ended from <see cref="ReadFrom"/> until <see cref="To"/>, and those that still went on then.</summary>
    public required IReadOnlyList<WorkflowRun> Runs { get; init; }
}
