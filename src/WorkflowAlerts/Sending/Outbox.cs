namespace WorkflowAlerts.Sending;

/// <summary>Tells whoever listens of every send once it was answered and recorded: the inbox page of the command line. In Azure nobody listens.</summary>
public sealed class Outbox
{
    /// <summary>A send was answered. Handlers run in the lane of the destination: they must be quick, and must not throw.</summary>
    public event Action<Sent>? Answered;

    internal void Note(Sent sent) => Answered?.Invoke(sent);
}
