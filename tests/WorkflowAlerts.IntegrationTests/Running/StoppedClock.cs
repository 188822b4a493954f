namespace WorkflowAlerts.IntegrationTests.Running;

/// <summary>
/// A clock that only the test moves, so that nothing is over because the machine was busy. Timers and pauses go on in real time, as the queue's do.
/// </summary>
internal sealed class StoppedClock : TimeProvider
{
    private DateTimeOffset _now = System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
