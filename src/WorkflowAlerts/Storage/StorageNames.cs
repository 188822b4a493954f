namespace WorkflowAlerts.Storage;

/// <summary>The names in storage. They also stand in the infrastructure and the function app's bindings.</summary>
public static class StorageNames
{
    public const string AlertQueue = "alerts";
    public const string PoisonQueue = "alerts-poison";
    public const string PollQueue = "polls";
    public const string PollPoisonQueue = "polls-poison";
    public const string Checkpoints = "Checkpoints";
    public const string Deliveries = "Deliveries";
    public const string Incidents = "Incidents";

    /// <summary>All queues.</summary>
    public static readonly IReadOnlyList<string> Queues = [AlertQueue, PoisonQueue, PollQueue, PollPoisonQueue];

    /// <summary>All tables.</summary>
    public static readonly IReadOnlyList<string> Tables = [Checkpoints, Deliveries, Incidents];
}
