namespace WorkflowAlerts.Quieting;

/// <summary>Keeps alerts until a silence is over.</summary>
public interface IKeptAlerts
{
    /// <summary>Keeps an alert. Keeping it again until the same time changes nothing.</summary>
    Task Keep(KeptAlert kept, CancellationToken cancellationToken);

    /// <summary>All that are kept, the earliest end first.</summary>
    Task<IReadOnlyList<KeptAlert>> All(CancellationToken cancellationToken);

    /// <summary>Forgets alerts that were told.</summary>
    Task Remove(IReadOnlyCollection<KeptAlert> kept, CancellationToken cancellationToken);
}
