namespace WorkflowAlerts.Detailing;

/// <summary>What cards tell of a run's tasks. It takes one more request to Amperity an alert.</summary>
public sealed class DetailOptions
{
    /// <summary>Whether the failing task is looked up. Default: true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long an alert waits for it, at most; then it goes out without. Default: 5 seconds. Range: 1 second to 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many runs are looked up a minute, at most, all tenants together; further alerts go out without. Default: 60. Range: 1 to 600.</summary>
    public int MaxPerMinute { get; set; } = 60;
}
