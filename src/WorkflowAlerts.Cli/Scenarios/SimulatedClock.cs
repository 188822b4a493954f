namespace WorkflowAlerts.Cli.Scenarios;

/// <summary>A clock that stands where it is set; timers and time stamps are real, so that short waits end by themselves.</summary>
internal sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Sets the clock.</summary>
    public void Set(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, time.UtcTicks);
}
