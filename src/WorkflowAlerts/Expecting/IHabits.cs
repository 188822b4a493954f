namespace WorkflowAlerts.Expecting;

/// <summary>Remembers what was learned, so that a restart does not learn it anew.</summary>
public interface IHabits
{
    /// <summary>What was learned of a tenant, or null.</summary>
    Task<Habits?> Read(string tenant, CancellationToken cancellationToken);

    /// <summary>Replaces what was learned of a tenant.</summary>
    Task Write(string tenant, Habits habits, CancellationToken cancellationToken);

    /// <summary>The digests that were noted last. Any says that a process ended while it told them.</summary>
    Task<IReadOnlyList<string>> BegunDigests(string tenant, CancellationToken cancellationToken);

    /// <summary>Notes the run ids of the digests that are about to be queued; none: all that were have been written down.</summary>
    Task NoteDigests(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken);
}
