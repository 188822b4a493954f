namespace WorkflowAlerts.Recording;

/// <summary>The times a claim lives by.</summary>
public static class DeliveryClaim
{
    /// <summary>After this long a claim without a result belongs to a process that is gone: a send ends by itself within 20 seconds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(45);
}
