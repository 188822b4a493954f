namespace WorkflowAlerts.Delivery;

/// <summary>How long to wait, and when to stop.</summary>
public sealed class DeliveryOptions
{
    /// <summary>
    /// The longest wait for a destination's pacing while holding a queue message; after that the message goes back on the queue for later.
    /// Default: 10 seconds. Range: 0 to 5 minutes.
    /// </summary>
    public TimeSpan MaxPacingWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The first wait after a failed send; it doubles with each further one, with jitter. Default: 30 seconds. Range: 10 milliseconds to 1 hour.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest wait between two sends, whatever the destination asks for. Default: 15 minutes. Range: <see cref="FirstRetry"/> to 1 day.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>When to stop trying a destination that stays out of reach, counted from the first send. Default: 1 day. Range: 1 minute to 7 days.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromDays(1);
}
