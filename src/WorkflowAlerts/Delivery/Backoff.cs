namespace WorkflowAlerts.Delivery;

/// <summary>How long a message waits on the queue after a failed send.</summary>
internal static class Backoff
{
    /// <summary>How often a destination's own "come back after" is believed before ours is the least.</summary>
    private const int TrustedAttempts = 5;

    /// <summary>The longest a Storage queue can hide a message, less an hour for clocks that differ.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7) - TimeSpan.FromHours(1);

    /// <summary>
    /// What the destination asked for, up to <see cref="DeliveryOptions.LongestRetry"/>; else a time that doubles with every attempt, less up to a quarter so that messages that failed together
    /// do not return together.
    /// </summary>
    public static TimeSpan After(int attempts, TimeSpan? asked, DeliveryOptions options)
    {
        TimeSpan doubled = Math.Pow(2, Math.Clamp(attempts - 1, 0, 20)) * options.FirstRetry;
        TimeSpan ours = (doubled < options.LongestRetry ? doubled : options.LongestRetry) * (1 - (Random.Shared.NextDouble() / 4));
        TimeSpan wait = asked is { } time && (attempts <= TrustedAttempts || time > ours) ? time : ours;
        TimeSpan most = options.LongestRetry < Longest ? options.LongestRetry : Longest;
        return wait < most ? wait : most;
    }
}
