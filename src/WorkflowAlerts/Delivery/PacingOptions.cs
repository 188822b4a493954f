namespace WorkflowAlerts.Delivery;

/// <summary>A token bucket: messages that may go at once, and how soon the next one is earned.</summary>
public sealed class PacingOptions
{
    /// <summary>Messages that may be sent without a pause. Default: 5 (Slack), 10 (Teams). Range: 1 to 1000.</summary>
    public int? Burst { get; set; }

    /// <summary>
    /// The time in which one more message is earned. Default: 1 second (Slack allows one a second), 20 seconds (Teams: with the burst that makes
    /// 25 in any 5 minutes, what the Flow bot may post). Range: 1 millisecond to 1 hour.
    /// </summary>
    public TimeSpan? Interval { get; set; }
}
