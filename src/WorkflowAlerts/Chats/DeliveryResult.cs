namespace WorkflowAlerts.Chats;

/// <summary>A destination's answer, in the three forms that call for something different.</summary>
/// <param name="Detail">The answer in words, for the ledger and the log; at most 300 characters and without any secret.</param>
public abstract record DeliveryResult(string Detail)
{
    /// <summary>The destination took the message.</summary>
    public sealed record Accepted(string Detail) : DeliveryResult(Detail);

    /// <summary>Not now.</summary>
    /// <param name="Detail">Why.</param>
    /// <param name="After">How long the destination asked us to wait, where it did.</param>
    /// <param name="MayHaveArrived">Whether the message may have arrived all the same: the answer did not come.</param>
    public sealed record RetryLater(string Detail, TimeSpan? After, bool MayHaveArrived) : DeliveryResult(Detail);

    /// <summary>Never, until somebody changes something.</summary>
    public sealed record Refused(string Detail) : DeliveryResult(Detail);
}
