using System.Net;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Storage;

/// <summary>Lets alerts be sent again.</summary>
internal sealed class LedgerReopening(TableClient table, TimeProvider time)
{
    private static readonly HashSet<(string, string)> Nothing = [];

    /// <summary>See <see cref="ILedger.Reopen(Runs.AlertKey, bool, CancellationToken)"/>.</summary>
    public async Task Reopen(LedgerKey key, bool delivered, CancellationToken cancellationToken)
    {
        while (await Find(key.Partition, key.Row, cancellationToken) is { } row && LedgerRow.Reopen(row, delivered, Nothing, time.GetUtcNow()))
        {
            if (await Replace(row, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>See <see cref="ILedger.Reopen(string, DateTimeOffset, DateTimeOffset, bool, CancellationToken)"/>.</summary>
    /// <param name="rows">Asks for the rows; called twice, since what one row could not tell opens others.</param>
    /// <param name="delivered">Whether also what arrived.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<int> Reopen(Func<AsyncPageable<TableEntity>> rows, bool delivered, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> untold = [];
        await foreach (TableEntity row in rows())
        {
            untold.UnionWith(LedgerRow.Untold(row));
        }

        int reopened = 0;
        await foreach (TableEntity row in rows())
        {
            TableEntity? known = row;
            while (known is not null && LedgerRow.Reopen(known, delivered, untold, time.GetUtcNow()))
            {
                known.Remove(LedgerRow.SeenAt);
                if (await Replace(known, cancellationToken))
                {
                    reopened++;
                    break;
                }

                known = await Find(row.PartitionKey, row.RowKey, cancellationToken);
            }
        }

        return reopened;
    }

    private async Task<TableEntity?> Find(string partition, string key, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    private async Task<bool> Replace(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }
    }
}
