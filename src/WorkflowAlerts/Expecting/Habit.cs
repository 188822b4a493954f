using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Expecting;

/// <summary>How a workflow usually runs, learned from its last two weeks.</summary>
public sealed record Habit
{
    public required WorkflowKey Workflow { get; init; }

    /// <summary>How many of its runs succeeded.</summary>
    public int Runs { get; init; }

    /// <summary>How long 95 of 100 of them took at most; null where there are too few to say.</summary>
    public TimeSpan? Usual { get; init; }

    /// <summary>When in the week it usually starts: minutes since Sunday 00:00 on the clock of the schedules' zone, in order. Empty where it keeps no schedule.</summary>
    public IReadOnlyList<int> Starts { get; init; } = [];

    /// <summary>When it started last.</summary>
    public DateTimeOffset LastStart { get; init; }
}
