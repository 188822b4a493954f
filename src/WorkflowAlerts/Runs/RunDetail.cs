using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Runs;

/// <summary>What only the verbose view of a run tells.</summary>
public sealed record RunDetail
{
    private const int LabelLength = 200;
    private const int MessageLength = 2000;

    /// <summary>The label of the task that failed first, or empty where no task failed.</summary>
    public string FailedTask { get; init; } = "";

    /// <summary>That task's own error message; empty where it has none.</summary>
    public string Error { get; init; } = "";

    /// <summary>How many tasks failed.</summary>
    public int FailedTasks { get; init; }

    /// <summary>How many tasks the run had.</summary>
    public int Tasks { get; init; }

    /// <summary>Whether Amperity's configuration when the run ended was another one than when it started.</summary>
    public bool ConfigurationChanged { get; init; }

    /// <summary>The detail of a run, or null where its verbose view tells nothing more.</summary>
    public static RunDetail? From(WorkflowRun run)
    {
        TaskInstance[] failed = [.. run.TaskInstances.Where(HasFailed).OrderBy(task => task.EndedAt ?? task.StateChangedAt ?? DateTimeOffset.MaxValue)];
        bool changed = run is { LaunchedVersion.Length: > 0, CurrentVersion.Length: > 0 } && run.LaunchedVersion != run.CurrentVersion;
        return failed.Length == 0 && !changed ? null : new RunDetail
        {
            FailedTask = failed.Length == 0 ? "" : BoundedText.Shorten(failed[0] switch { { Label.Length: > 0 } task => task.Label, { TaskDefinitionType.Length: > 0 } task => task.TaskDefinitionType, var task => task.Id }, LabelLength),
            Error = BoundedText.Shorten(failed.FirstOrDefault()?.Errors.FirstOrDefault(error => error.Message is { Length: > 0 })?.Message ?? "", MessageLength),
            FailedTasks = failed.Length,
            Tasks = run.TaskInstances.Count,
            ConfigurationChanged = changed,
        };
    }

    private static bool HasFailed(TaskInstance task) => RunState.Normalize(task.State) == "failed" || (task.Errors.Count > 0 && RunState.Normalize(task.State) != "succeeded");
}
