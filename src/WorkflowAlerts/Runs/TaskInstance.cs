namespace WorkflowAlerts.Runs;

/// <summary>A task of a run, as Amperity's <c>WorkflowTaskInstance</c> describes it. Only <c>view=verbose</c> answers carry tasks.</summary>
public sealed record TaskInstance
{
    public required string Id { get; init; }

    public string State { get; init; } = "";

    public string Tenant { get; init; } = "";

    public string? Label { get; init; }

    public string? TaskDefinitionId { get; init; }

    public string? TaskDefinitionType { get; init; }

    public string? ExecutionType { get; init; }

    public string? RunId { get; init; }

    public string? WorkflowId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public DateTimeOffset? StateChangedAt { get; init; }

    /// <summary>After this long, in milliseconds, Amperity stops the task by force.</summary>
    public long? TimeoutMs { get; init; }

    public IReadOnlyList<RunError> Errors { get; init; } = [];
}
