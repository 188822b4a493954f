using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>Remembers which alerts were seen, and what happened to each at each destination.</summary>
public interface ILedger
{
    /// <summary>
    /// Which alerts of a tenant with an end in [from, to) were seen. One range query, however many runs.
    /// </summary>
    Task<SeenAlerts> Seen(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>Whether an alert was seen.</summary>
    Task<bool> IsSeen(AlertKey key, CancellationToken cancellationToken);

    /// <summary>Notes that alerts are on the queue. Noting one again changes nothing.</summary>
    /// <param name="alerts">The alerts.</param>
    /// <param name="folded">For those that another message tells of: by destination, the run or digest that does.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    Task MarkSeen(IReadOnlyCollection<Alert> alerts, IReadOnlyDictionary<AlertKey, IReadOnlyDictionary<string, string>> folded, CancellationToken cancellationToken);

    /// <summary>What happened to an alert at each destination it was sent to, by destination name. Empty for an unknown alert.</summary>
    Task<IReadOnlyDictionary<string, DeliveryEntry>> Read(AlertKey key, CancellationToken cancellationToken);

    /// <summary>What is known of many alerts: few queries, however many alerts.</summary>
    Task<LedgerView> View(IReadOnlyCollection<AlertKey> keys, CancellationToken cancellationToken);

    /// <summary>
    /// Asks to send. Exactly one of several concurrent callers is granted; a claim whose process vanished can be taken over after
    /// <see cref="DeliveryClaim.Lifetime"/>, and is then marked as one that may have arrived.
    /// </summary>
    Task<Claim> TryClaim(Alert alert, string destination, CancellationToken cancellationToken);

    /// <summary>The same, without reading again what is in a view. The view is renewed by what this finds and writes.</summary>
    Task<Claim> TryClaim(Alert alert, string destination, LedgerView known, CancellationToken cancellationToken);

    /// <summary>
    /// Notes why an alert is not sent by itself, or not yet, unless a send was begun or it is done. Returns what stands there afterwards.
    /// </summary>
    Task<DeliveryEntry> TryNote(Alert alert, string destination, DeliveryState state, string detail, CancellationToken cancellationToken);

    /// <summary>Writes how it went. The last write for a destination wins.</summary>
    Task Record(AlertKey key, string destination, DeliveryEntry entry, CancellationToken cancellationToken);

    /// <summary>The same, and renews a view.</summary>
    Task Record(DeliveryRecord sent, LedgerView known, CancellationToken cancellationToken);

    /// <summary>
    /// Writes how a send went and asks for the next one to the same destination: one transaction where nobody else is at work on either, two writes where somebody
    /// is or where the runs ended on different days. When the answer comes, the record is written.
    /// </summary>
    Task<Claim> RecordAndClaim(DeliveryRecord sent, Alert next, string destination, LedgerView known, CancellationToken cancellationToken);

    /// <summary>Notes that a route told nobody, on purpose.</summary>
    Task RecordMuted(Alert alert, CancellationToken cancellationToken);

    /// <summary>The rows of a tenant whose runs ended in [from, to), in no order.</summary>
    IAsyncEnumerable<LedgerRecord> History(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>The rows of a run, whatever its tenant and day.</summary>
    IAsyncEnumerable<LedgerRecord> History(string runId, CancellationToken cancellationToken);

    /// <summary>
    /// Lets an alert be sent again where it was refused or given up, and with <paramref name="delivered"/> also where it arrived; that message is then
    /// labelled as a possible repeat.
    /// </summary>
    Task Reopen(AlertKey key, bool delivered, CancellationToken cancellationToken);

    /// <summary>
    /// Does so for all runs of a tenant that ended in [from, to), and lets the next poll that reads them put those onto the queue again of which somebody
    /// has to be told; with <paramref name="delivered"/>, all of them, muted ones too. Returns how many.
    /// </summary>
    Task<int> Reopen(string tenant, DateTimeOffset from, DateTimeOffset to, bool delivered, CancellationToken cancellationToken);

    /// <summary>Deletes the days before <paramref name="before"/>. Returns how many rows went.</summary>
    Task<int> Sweep(DateTimeOffset before, CancellationToken cancellationToken);
}
