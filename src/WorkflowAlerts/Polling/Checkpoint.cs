namespace WorkflowAlerts.Polling;

/// <summary>How far a tenant has been read: everything that ended before the watermark is on the queue or behind it.</summary>
/// <param name="Watermark">The <c>ended_to</c> of the last complete window.</param>
/// <param name="LastSuccess">When the last window was completed.</param>
/// <param name="Version">The store's ETag, by which a concurrent move is noticed.</param>
public sealed record Checkpoint(DateTimeOffset Watermark, DateTimeOffset LastSuccess, string Version)
{
    /// <summary>The most digests that are remembered: their ids fit into one table property of 32 Ki characters.</summary>
    internal const int MostDigests = 1000;

    /// <summary>The run ids of the digests of the window after the watermark that may already be on the queue.</summary>
    public IReadOnlyList<string> Begun { get; init; } = [];

    /// <summary>The latest digests whose process ended before it wrote down what they tell. Another digest tells the same runs, and whichever comes later repeats the other.</summary>
    public IReadOnlyList<string> CutOff { get; init; } = [];

    /// <summary>The same checkpoint with other digests begun; those that were are cut off.</summary>
    public Checkpoint Begin(IEnumerable<string> digests) => CutOffWith(Begun) with { Begun = [.. digests.Take(MostDigests)] };

    /// <summary>The same checkpoint with more digests cut off.</summary>
    public Checkpoint CutOffWith(IEnumerable<string> digests) => this with { CutOff = [.. CutOff.Union(digests, StringComparer.Ordinal).TakeLast(MostDigests)] };

    /// <summary>The next checkpoint: what was begun is complete.</summary>
    public static Checkpoint Next(Checkpoint? from, DateTimeOffset watermark, DateTimeOffset now) => new(watermark, now, "") { CutOff = from?.CutOff ?? [] };
}
