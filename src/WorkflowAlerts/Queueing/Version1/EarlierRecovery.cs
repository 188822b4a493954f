using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Queueing.Version1;

/// <summary>Failures that a success ended, as version 0.1 queued them.</summary>
internal sealed record EarlierRecovery
{
    public int Count { get; init; }

    public DateTimeOffset Since { get; init; }

    public DateTimeOffset? WorkedAt { get; init; }

    public bool WasHeld { get; init; }

    public IReadOnlyList<EarlierRun> Runs { get; init => field = value ?? []; } = [];
}
