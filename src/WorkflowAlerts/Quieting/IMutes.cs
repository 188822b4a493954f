namespace WorkflowAlerts.Quieting;

/// <summary>Remembers mutes, for all instances.</summary>
public interface IMutes
{
    /// <summary>All mutes that were not removed, those whose time is over included.</summary>
    Task<IReadOnlyList<Mute>> All(CancellationToken cancellationToken);

    /// <summary>Writes a mute down, or changes it.</summary>
    Task Write(Mute mute, CancellationToken cancellationToken);

    /// <summary>Forgets a mute. One that is gone is no error.</summary>
    Task Remove(string id, CancellationToken cancellationToken);
}
