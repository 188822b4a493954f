using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Reporting;

/// <summary>Remembers what is wrong, over restarts and for all instances.</summary>
public interface ITroubles
{
    /// <summary>All troubles that are open, or over and not yet told to be.</summary>
    Task<IReadOnlyList<Trouble>> All(CancellationToken cancellationToken);

    /// <summary>
    /// Notes that something is wrong. The first note opens the trouble; further ones count it, renew its reason, and open it again if it was over and
    /// that was not yet told.
    /// </summary>
    Task Note(TroubleKind kind, string subject, DateTimeOffset since, string reason, CancellationToken cancellationToken);

    /// <summary>Writes a trouble back, unless somebody changed it since it was read. Returns whether it did.</summary>
    Task<bool> Update(Trouble trouble, CancellationToken cancellationToken);

    /// <summary>Forgets a trouble, unless somebody changed it since it was read. Returns whether it did.</summary>
    Task<bool> Remove(Trouble trouble, CancellationToken cancellationToken);
}
