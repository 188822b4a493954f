using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Queueing.Version1;

/// <summary>Many alerts in one message, as version 0.1 queued them.</summary>
internal sealed record EarlierDigest
{
    public DigestReason Reason { get; init; }

    public int Count { get; init; }

    public DateTimeOffset First { get; init; }

    public DateTimeOffset Last { get; init; }

    public int Card { get; init; } = 1;

    public int Cards { get; init; } = 1;

    public IReadOnlyList<RunGroup> Groups { get; init => field = value ?? []; } = [];

    public int Unlisted { get; init; }

    public string? Cause { get; init; }
}
