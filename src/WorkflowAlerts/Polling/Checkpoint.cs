namespace WorkflowAlerts.Polling;

/// <summary>How far a tenant has been read: everything that ended before the watermark is on the queue or behind it.</summary>
/// <param name="Watermark">The <c>ended_to</c> of the last complete window.</param>
/// <param name="LastSuccess">When the last window was completed.</param>
/// <param name="Version">The store's ETag, by which a concurrent move is noticed.</param>
public sealed record Checkpoint(DateTimeOffset Watermark, DateTimeOffset LastSuccess, string Version)
{
    /// <summary>Whether digests of the window after the watermark may already be on the queue.</summary>
    public bool DigestsBegun { get; init; }
}
