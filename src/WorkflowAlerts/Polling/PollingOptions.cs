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

    /// <summary>
    /// The longest stretch of time that is told together: after an outage the poller catches up in stretches of at most this length, and moves the
    /// checkpoint after each. Default: 1 day. Range: 1 minute to 1 day.
    /// </summary>
    public TimeSpan MaxSlice { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// From how many tenants on the timer puts the polls onto a queue, from which all instances take them. 0: never. Default: 200. Range: 0 to 100000.
    /// </summary>
    public int FanOutFrom { get; set; } = 200;
}
