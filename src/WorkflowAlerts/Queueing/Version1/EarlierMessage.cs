namespace WorkflowAlerts.Queueing.Version1;

/// <summary>The body of a queue message of version 0.1.</summary>
internal sealed record EarlierMessage
{
    public required IReadOnlyList<EarlierAlert?> Alerts { get; init; }
}
