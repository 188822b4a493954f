namespace WorkflowAlerts.Runs;

/// <summary>One run of a workflow, with every field of Amperity's <c>Workflow</c> schema (API version 2024-04-01).</summary>
public sealed record WorkflowRun
{
    /// <summary>Amperity's id, for example <c>wf-20240603-12345-MNabc</c>. Never empty; otherwise foreign text.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant the run was asked from, as it is named in the configuration.</summary>
    public required string Tenant { get; init; }

    /// <summary>The kind of workflow, for example <c>courier.group/run</c>. Not an enum; empty where Amperity sent none.</summary>
    public string Type { get; init; } = "";

    /// <summary>The workflow's name as people gave it. Foreign text; empty where Amperity sent none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The state as Amperity wrote it. See <see cref="RunState"/>.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? PrincipalId { get; init; }

    public string? PrincipalName { get; init; }

    /// <summary>Personal data: shown only where the configuration asks for it.</summary>
    public string? PrincipalEmail { get; init; }

    /// <summary>Amperity's configuration state when the run started.</summary>
    public string? LaunchedVersion { get; init; }

    /// <summary>Amperity's configuration state when the run ended or the error occurred.</summary>
    public string? CurrentVersion { get; init; }

    /// <summary>After this long, in milliseconds, Amperity warns that the run takes longer than expected.</summary>
    public long? WarnAfterMs { get; init; }

    /// <summary>Empty in list answers.</summary>
    public IReadOnlyList<TaskInstance> TaskInstances { get; init; } = [];

    /// <summary>Amperity's <c>error</c>, which comes as an object, an array or not at all.</summary>
    public IReadOnlyList<RunError> Errors { get; init; } = [];

    /// <summary>How the run ended, or null while it is going.</summary>
    public Outcome? Outcome => RunState.OutcomeOf(State, EndedAt is not null, Errors.Count > 0);
}
