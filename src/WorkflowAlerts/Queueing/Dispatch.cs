using WorkflowAlerts.Deciding;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Telemetry;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Queueing;

/// <summary>Carries out a decision: what waits is kept, what is told goes onto the queue, and the ledger knows of both.</summary>
public sealed class Dispatch(AlertQueue queue, Ledger ledger, Waiting waiting, AlertMetrics metrics)
{
    /// <summary>
    /// First what waits and the queue, then the ledger: a crash in between decides the same once more, keeps it under the same key, and delivery tells it once; the other
    /// way round would lose it.
    /// </summary>
    /// <param name="decision">What was decided.</param>
    /// <param name="mayRepeat">Whether the digests may tell what others have told, because a process ended between the two steps.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    internal async Task Send(Decision decision, bool mayRepeat, CancellationToken cancellationToken)
    {
        if (decision.Notes.Count == 0)
        {
            return;
        }

        await waiting.Keep(decision.Waiting, cancellationToken);
        await Queue(decision.Messages.Select(message => mayRepeat && message is Digest ? message with { PossibleRepeat = true } : message), cancellationToken);
        await ledger.Mark(decision.Notes, cancellationToken);
        await waiting.Remove(decision.Absorbed, cancellationToken);
        foreach (LedgerNote note in decision.Notes)
        {
            metrics.Queued(note.Message);
        }
    }

    /// <summary>Puts messages onto the queue, those of each destination apart: nobody waits for another.</summary>
    internal Task Queue(IEnumerable<Message> messages, CancellationToken cancellationToken) => Task.WhenAll(messages
        .GroupBy(message => message.To!.Single(), StringComparer.OrdinalIgnoreCase)
        .SelectMany(AlertMessage.Pack)
        .Select(body => queue.Send(body, TimeSpan.Zero, cancellationToken)));
}
