namespace WorkflowAlerts.Polling;

/// <summary>When and how far to read.</summary>
public sealed class PollingOptions
{
    /// <summary>NCRONTAB, six fields with seconds first, UTC. Default: every minute.</summary>
    public string Schedule { get; set; } = "0 * * * * *";

    /// <summary>How far before the checkpoint each poll reads again, because a run may become visible late. Default: 10 minutes. Range: 0 to 1 day.</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far back the very first poll of a tenant reads. Default: 1 hour. Range: 0 to 30 days.</summary>
    public TimeSpan InitialLookback { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest window read at once: after an outage the poller catches up in slices of this size. Default: 1 hour. Range: 1 minute to 1 day.</summary>
    public TimeSpan MaxSlice { get; set; } = TimeSpan.FromHours(1);
}
