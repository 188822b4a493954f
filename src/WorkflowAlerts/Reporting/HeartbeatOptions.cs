namespace WorkflowAlerts.Reporting;

/// <summary>A monitor outside, which notices when this program is gone altogether.</summary>
public sealed class HeartbeatOptions
{
    /// <summary>
    /// An address in the style of Healthchecks.io: called after every poll whose alerts are safely on the queue, and with <c>/fail</c> behind it after
    /// any other. A secret. https, or http on loopback. Empty: nothing is called.
    /// </summary>
    public string Url { get; set; } = "";
}
