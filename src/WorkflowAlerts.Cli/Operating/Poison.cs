using WorkflowAlerts.Telling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>Lets people look at the messages that failed, send them again, and drop them.</summary>
internal sealed class Poison(PoisonedMessages poisoned, Ledger ledger, AlertQueue queue)
{
    private const int ShortestId = 6;

    /// <summary>Messages that nobody has collected from the poison queue yet; the running product does so.</summary>
    public async Task<int> NotCollected(CancellationToken cancellationToken) => (await queue.Depths(cancellationToken)).Poison;

    /// <summary>The one message whose id begins like this, or all of them when it is null; the oldest first.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public async Task<IReadOnlyList<PoisonedMessage>> Find(string? id, CancellationToken cancellationToken)
    {
        IReadOnlyList<PoisonedMessage> all = await poisoned.All(cancellationToken);
        if (id is null)
        {
            return all;
        }

        PoisonedMessage[] found = id.Length < ShortestId ? [] : [.. all.Where(message => message.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => found,
            0 => throw new UsageException($"No kept message has an id that begins with \"{Printable.Of(id)}\" (at least {ShortestId} characters). \"workflow-alerts poison list\" lists them."),
            _ => throw new UsageException($"Several ids begin with \"{Printable.Of(id)}\": {string.Join(", ", found.Select(message => message.Id))}."),
        };
    }

    public async Task<PoisonView> View(PoisonedMessage message, CancellationToken cancellationToken)
    {
        List<HistoryRun>? alerts = null;
        foreach (Message alert in message.Messages() ?? [])
        {
            IReadOnlyDictionary<string, DeliveryEntry> entries = await ledger.Read(alert.Key, cancellationToken);
            (alerts ??= []).Add(HistoryRun.Of(new LedgerRecord
            {
                Tenant = alert.Tenant,
                RunId = alert.Id,
                Outcome = alert.Key.Outcome,
                Attribution = alert.Concerns.Count > 0 ? alert.Concerns[0].Attribution : default,
                WorkflowType = alert.Concerns.Count > 0 ? alert.Concerns[0].Workflow.Type : "",
                WorkflowName = alert.Concerns.Count > 0 ? alert.Concerns[0].Workflow.Name : "",
                EndedAt = alert.Key.At,
                Entries = entries,
            }));
        }

        return new PoisonView(message.Id, message.KeptAt, Printable.Of(message.Reason), alerts, alerts is null ? Printable.Of(message.Body) : null);
    }

    /// <summary>
    /// Sends a message again: where its alerts were refused or given up they are open again, and it goes onto the queue before it is forgotten here.
    /// A crash in between can only put it there twice, which the ledger makes harmless.
    /// </summary>
    public async Task Retry(PoisonedMessage message, CancellationToken cancellationToken)
    {
        foreach (Message alert in message.Messages() ?? [])
        {
            await ledger.Reopen(alert.Key, delivered: false, cancellationToken);
        }

        await queue.Send(message.Body, TimeSpan.Zero, cancellationToken);
        await poisoned.Remove(message.Id, cancellationToken);
    }

    public Task Drop(PoisonedMessage message, CancellationToken cancellationToken) => poisoned.Remove(message.Id, cancellationToken);
}
