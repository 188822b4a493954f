namespace WorkflowAlerts.Polling;

/// <summary>Remembers one checkpoint per tenant.</summary>
public interface ICheckpoints
{
    /// <summary>The tenant's checkpoint, or null before the first complete window.</summary>
    Task<Checkpoint?> Read(string tenant, CancellationToken cancellationToken);

    /// <summary>The checkpoints of all tenants that have one, by the names the configuration gives them. One query.</summary>
    Task<IReadOnlyDictionary<string, Checkpoint>> All(CancellationToken cancellationToken);

    /// <summary>
    /// Moves a checkpoint from what was read (null: there was none) to a new watermark.
    /// Returns the new checkpoint, or null when somebody else moved it in between; then nothing was changed.
    /// </summary>
    /// <exception cref="ArgumentException">The watermark lies before the one read: a checkpoint never moves backward.</exception>
    Task<Checkpoint?> Move(string tenant, Checkpoint? from, DateTimeOffset watermark, CancellationToken cancellationToken);

    /// <summary>
    /// Notes which digests of a window are about to go onto the queue: were the process to end before the checkpoint moves, the next poll knows that it may
    /// repeat them, and notes them as cut off. Returns the checkpoint with its new version, or null when somebody else moved it in between.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="from">What was read; null: there was none, and one is made at <paramref name="start"/>.</param>
    /// <param name="start">Where the window begins.</param>
    /// <param name="digests">Their run ids.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Checkpoint?> NoteDigests(string tenant, Checkpoint? from, DateTimeOffset start, IEnumerable<string> digests, CancellationToken cancellationToken);

    /// <summary>Notes digests of others than the poll that were cut off. Without a checkpoint it does nothing.</summary>
    Task NoteCutOff(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a checkpoint back, because a person asked for it; nothing else ever does. Returns whether it did: not if somebody moved it in between.
    /// </summary>
    Task<bool> Rewind(string tenant, Checkpoint from, DateTimeOffset watermark, CancellationToken cancellationToken);
}
