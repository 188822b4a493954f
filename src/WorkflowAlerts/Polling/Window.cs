namespace WorkflowAlerts.Polling;

/// <summary>One stretch of time to read.</summary>
/// <param name="From">Runs that ended at or after this time; reaches back over the overlap.</param>
/// <param name="To">Runs that ended before this time; the watermark once the window is complete.</param>
internal readonly record struct Window(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>From a checkpoint, less the overlap, to now.</summary>
    public static Window Since(Checkpoint? checkpoint, DateTimeOffset now, PollingOptions options)
    {
        DateTimeOffset start = checkpoint?.Watermark ?? now - options.InitialLookback;

        // A clock that was set back must not move the watermark back.
        return new Window(checkpoint is null ? start : start - options.Overlap, now > start ? now : start);
    }
}
