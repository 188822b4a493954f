namespace WorkflowAlerts.Polling;

/// <summary>One stretch of time to read.</summary>
/// <param name="From">Runs that ended at or after this time; reaches back over the overlap.</param>
/// <param name="To">Runs that ended before this time; the watermark once the window is complete.</param>
internal readonly record struct Window(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The windows between a checkpoint and now: one in ordinary times, several after an outage. Always at least one.</summary>
    public static IEnumerable<Window> Since(Checkpoint? checkpoint, DateTimeOffset now, PollingOptions options)
    {
        TimeSpan overlap = checkpoint is null ? TimeSpan.Zero : options.Overlap;
        DateTimeOffset start = checkpoint?.Watermark ?? now - options.InitialLookback;

        // A clock that was set back must not move the watermark back.
        DateTimeOffset end = now > start ? now : start;
        do
        {
            DateTimeOffset to = end - start > options.MaxSlice ? start + options.MaxSlice : end;
            yield return new Window(start - overlap, to);
            start = to;
            overlap = options.Overlap;
        }
        while (start < end);
    }
}
