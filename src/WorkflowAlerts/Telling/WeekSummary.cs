using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>The figures of one week.</summary>
public sealed record WeekSummary
{
    public int Succeeded { get; init; }

    public int Failed { get; init; }

    public int Canceled { get; init; }

    /// <summary>Failures by who had to act.</summary>
    public int ForCustomer { get; init; }

    public int ForPlatform { get; init; }

    public int ForNobody { get; init; }

    /// <summary>The median time from the first failure of a streak to the next success of the same workflow; null where none recovered.</summary>
    public TimeSpan? TimeToRecover { get; init; }

    /// <summary>The workflows that failed most.</summary>
    public IReadOnlyList<WorkflowFailures> Worst { get; init => field = value ?? []; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public int Runs => Succeeded + Failed + Canceled;

    /// <summary>Successes among the runs that were not canceled, in tenths of a percent; null without any.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int? SuccessRate => Succeeded + Failed == 0 ? null : (int)Math.Floor(1000.0 * Succeeded / (Succeeded + Failed));
}
