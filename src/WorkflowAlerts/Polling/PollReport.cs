namespace WorkflowAlerts.Polling;

/// <summary>What one poll of one tenant found.</summary>
public sealed record PollReport
{
    public required string Tenant { get; init; }

    /// <summary>The runs Amperity listed, whatever their state.</summary>
    public int Runs { get; init; }

    /// <summary>The failed ones among them.</summary>
    public int Failed { get; init; }

    /// <summary>The canceled ones among them.</summary>
    public int Canceled { get; init; }

    /// <summary>The alerts put onto the queue.</summary>
    public int Queued { get; init; }

    /// <summary>The workflows that work again after failures.</summary>
    public int Recovered { get; init; }

    /// <summary>The alerts that earlier polls had put there.</summary>
    public int AlreadySeen { get; init; }

    /// <summary>The runs that could not be read.</summary>
    public int Malformed { get; init; }

    /// <summary>Whether another instance moved the checkpoint first. It has queued the same alerts; the ledger tells them apart.</summary>
    public bool Overtaken { get; init; }

    /// <summary>Whether the poll goes on, and nothing is known of it yet.</summary>
    public bool UnderWay { get; init; }

    /// <summary>Where the checkpoint stands after the poll, where it is known.</summary>
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>Why the poll failed, or null. The checkpoint then stays where the last complete window ended.</summary>
    public Exception? Error { get; init; }

    internal PollReport Plus(PollReport window) => this with
    {
        Runs = Runs + window.Runs,
        Failed = Failed + window.Failed,
        Canceled = Canceled + window.Canceled,
        Queued = Queued + window.Queued,
        Recovered = Recovered + window.Recovered,
        AlreadySeen = AlreadySeen + window.AlreadySeen,
        Malformed = Malformed + window.Malformed,
    };
}
