namespace WorkflowAlerts.Sending;

/// <summary>
/// Says that the process is about to stop. The Functions host waits ten seconds for what is under way without canceling it, and then ends the worker: so what can wait goes
/// back onto the queue at once.
/// </summary>
public sealed class Stopping : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken Token => _stopping.Token;

    /// <summary>To be called when the process begins to stop.</summary>
    public void Begin() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
