namespace WorkflowAlerts.Expecting;

/// <summary>Remembers what was learned, so that a restart does not learn it anew.</summary>
public interface IHabits
{
    /// <summary>What was learned of a tenant, or null.</summary>
    Task<Habits?> Read(string tenant, CancellationToken cancellationToken);

    /// <summary>Replaces what was learned of a tenant.</summary>
    Task Write(string tenant, Habits habits, CancellationToken cancellationToken);

    /// <summary>Notes that digests are about to be queued (true) or have been (false). Returns what was noted before: true says that a process ended in between.</summary>
    Task<bool> NoteDigests(string tenant, bool begun, CancellationToken cancellationToken);
}
