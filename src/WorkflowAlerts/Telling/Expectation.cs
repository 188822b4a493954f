namespace WorkflowAlerts.Telling;

/// <summary>What was expected of a run that has not ended. It is no error: it comes from how the workflow's earlier runs went.</summary>
public sealed record Expectation
{
    /// <summary>When the run was expected to start; null where it has started.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>How long 95 of 100 earlier runs took at most; null where that was not the question.</summary>
    public TimeSpan? Usual { get; init; }

    /// <summary>How many earlier runs this comes from.</summary>
    public int Runs { get; init; }

    /// <summary>When it was noticed.</summary>
    public DateTimeOffset NoticedAt { get; init; }
}
