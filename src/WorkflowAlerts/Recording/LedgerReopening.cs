using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>Lets messages be sent again.</summary>
internal sealed class LedgerReopening(ITable table, TimeProvider time)
{
    private static readonly HashSet<(string, string)> s_nothing = [];

    /// <summary>See <see cref="Ledger.Reopen(MessageKey, bool, CancellationToken)"/>.</summary>
    public async Task Reopen(LedgerKey key, bool delivered, CancellationToken cancellationToken)
    {
        while (await table.Find(key.Partition, key.Row, cancellationToken) is { } row && Reopen(row, delivered, s_nothing))
        {
            if (await Replace(row, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>See <see cref="Ledger.Reopen(string, DateTimeOffset, DateTimeOffset, bool, CancellationToken)"/>.</summary>
    /// <param name="rows">Asks for the rows; called twice, since what one row could not tell opens others.</param>
    /// <param name="delivered">Whether also what arrived.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<int> Reopen(Func<IAsyncEnumerable<Row>> rows, bool delivered, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> untold = [];
        await foreach (Row row in rows())
        {
            untold.UnionWith(Untold(row));
        }

        int reopened = 0;
        await foreach (Row row in rows().Where(row => IsOfARun(row) || IsOfADigest(row)))
        {
            Row? known = row;
            while (known is not null && Reopen(known, delivered, untold))
            {
                known.Columns.Remove(LedgerRow.SeenAt);
                if (await Replace(known, cancellationToken))
                {
                    reopened += IsOfARun(known) ? 1 : 0;
                    break;
                }

                known = await table.Find(row.Partition, row.Key, cancellationToken);
            }
        }

        return reopened;
    }

    // The runs of a digest that are told again make the same digest again.
    private static bool IsOfADigest(Row row) => Digests.IsId(row.Text("RunId") ?? "");

    // Only runs are read again by a poll: nobody would make a recovery or a report anew.
    private static bool IsOfARun(Row row) =>
        LedgerRow.Record(row) is { Outcome: Outcome.Failed or Outcome.Canceled } record && !Digests.IsId(record.RunId);

    // What could not be told by a row's message, which may have stood for others: by destination, the message.
    private static IEnumerable<(string Destination, string Teller)> Untold(Row row) => LedgerRow.Entries(row)
        .Where(entry => entry.Value.State is DeliveryState.Refused or DeliveryState.GaveUp)
        .Select(entry => (entry.Key.ToLowerInvariant(), Digests.SetOf(row.Text("RunId") ?? "")));

    private bool Reopen(Row row, bool delivered, IReadOnlySet<(string Destination, string Teller)> untold)
    {
        bool open = delivered || LedgerRow.Record(row).IsUndelivered;
        if (delivered)
        {
            row.Columns.Remove(LedgerRow.Muted);
        }

        foreach ((string destination, DeliveryEntry entry) in LedgerRow.Entries(row))
        {
            bool again = entry.State switch
            {
                DeliveryState.Refused or DeliveryState.GaveUp => true,
                DeliveryState.Delivered => delivered,
                DeliveryState.Folded => delivered || untold.Contains((destination.ToLowerInvariant(), Digests.SetOf(entry.Teller?.Id ?? entry.Detail))),
                _ => false,
            };
            if (again)
            {
                bool mayHaveArrived = entry.MayHaveArrived || entry.State == DeliveryState.Delivered || (delivered && entry.State == DeliveryState.Folded);
                DateTimeOffset now = time.GetUtcNow();
                LedgerRow.Set(row, destination, new DeliveryEntry(DeliveryState.Waiting, now, 0, "to be sent again", now, mayHaveArrived));
                open = true;
            }
        }

        return open;
    }

    private async Task<bool> Replace(Row row, CancellationToken cancellationToken) =>
        await table.Write([RowChange.Replace(row, row.Version)], cancellationToken) is not null;
}
