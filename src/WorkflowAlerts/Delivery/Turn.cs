namespace WorkflowAlerts.Delivery;

/// <summary>The right to send to a destination now. Dispose it to let the next one in.</summary>
internal sealed class Turn(TokenBucket bucket, Action leave) : IDisposable
{
    /// <summary>Spends the token: call it when a message really goes out.</summary>
    public void Spend() => bucket.Take();

    public void Dispose() => leave();
}
