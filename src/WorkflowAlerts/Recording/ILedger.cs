using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>Remembers which alerts were seen, and what happened to each at each destination.</summary>
public interface ILedger
{
    /// <summary>
    /// Which alerts of a tenant with an end in [from, to) were seen. One range query, however many runs.
    /// </summary>
    Task<SeenAlerts> Seen(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Notes that alerts are on the queue. Noting one again changes nothing.</summary>
    /// <param name="alerts">The alerts.</param>
    /// <param name="folded">For those that another message tells of: by destination, the run or digest that does.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task MarkSeen(IReadOnlyCollection<Alert> alerts, IReadOnlyDictionary<AlertKey, IReadOnlyDictionary<string, string>> folded, CancellationToken cancellationToken);

    /// <summary>What happened to an alert at each destination it was sent to, by destination name. Empty for an unknown alert.</summary>
    Task<IReadOnlyDictionary<string, DeliveryEntry>> Read(AlertKey key, CancellationToken cancellationToken);

    /// <summary>
    /// Asks to send. Exactly one of several concurrent callers is granted; a claim whose process vanished can be taken over after
    /// <see cref="DeliveryClaim.Lifetime"/>, and is then marked as one that may have arrived.
    /// </summary>
    Task<Claim> TryClaim(Alert alert, string destination, CancellationToken cancellationToken);

    /// <summary>Writes how it went. The last write for a destination wins.</summary>
    Task Record(AlertKey key, string destination, DeliveryEntry entry, CancellationToken cancellationToken);

    /// <summary>Deletes the days before <paramref name="before"/>. Returns how many rows went.</summary>
    Task<int> Sweep(DateTimeOffset before, CancellationToken cancellationToken);
}
