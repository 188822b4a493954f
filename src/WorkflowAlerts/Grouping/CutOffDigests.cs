using WorkflowAlerts.Polling;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Grouping;

/// <summary>
/// Knows the digests whose process ended between the queue and the ledger. The next poll tells the same runs in a digest of its own, which says that it may be a
/// repeat; but the first one is still on the queue, and where it arrives second it is the repeat.
/// </summary>
public sealed class CutOffDigests(Checkpoints checkpoints)
{
    /// <summary>Whether another digest may have told what this message tells. To be asked as late as can be. One table read for a digest, none for anything else.</summary>
    internal async Task<bool> Has(Message message, CancellationToken cancellationToken) =>
        message is Digest { Reason: DigestReason.Storm or DigestReason.Cascade }
        && await checkpoints.Read(message.Tenant, cancellationToken) is { } checkpoint
        && checkpoint.CutOff.Contains(message.Id, StringComparer.Ordinal);
}
