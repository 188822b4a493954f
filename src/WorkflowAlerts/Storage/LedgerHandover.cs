using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>From one send to the next: the record of the one and the claim of the other in one transaction.</summary>
internal sealed class LedgerHandover(TableClient table, TimeProvider time)
{
    /// <summary>Does both. Null: it takes two writes, because the rows lie in two partitions, or are not as they were when they were read.</summary>
    public async Task<Claim?> Try(DeliveryRecord sent, Alert next, string destination, string claimedBy, LedgerView known, CancellationToken cancellationToken)
    {
        (LedgerKey sentKey, LedgerKey nextKey) = (LedgerKey.Of(sent.Key), LedgerKey.Of(next.Key));
        if (sentKey.Partition != nextKey.Partition || sentKey.Row == nextKey.Row)
        {
            return null;
        }

        // Always in the same order: another destination may want the same two.
        bool isInOrder = string.CompareOrdinal(sentKey.Row, nextKey.Row) < 0;
        using IDisposable first = await known.Alone(isInOrder ? sentKey : nextKey);
        using IDisposable second = await known.Alone(isInOrder ? nextKey : sentKey);
        if (known.Find(sentKey) is not { Version: { } version } sentRow || known.Find(nextKey) is not { } nextRow)
        {
            return null;
        }

        DeliveryEntry? entry = nextRow.Entries.GetValueOrDefault(destination);
        if (DeliveryClaim.IsBusy(entry, time.GetUtcNow()) || entry is { IsFinal: true })
        {
            return null;
        }

        DeliveryEntry claimed = DeliveryClaim.Next(entry, claimedBy, time.GetUtcNow());
        try
        {
            TableEntity written = LedgerRow.Of(next, isFirst: nextRow.Version is null, destination, claimed, time.GetUtcNow());
            Response<IReadOnlyList<Response>> answers = await table.SubmitTransactionAsync(
                [
                    new TableTransactionAction(TableTransactionActionType.UpdateMerge, LedgerRow.Of(sent.Key, sent.Destination, sent.Entry), new ETag(version)),
                    nextRow.Version is { } nextVersion
                        ? new TableTransactionAction(TableTransactionActionType.UpdateMerge, written, new ETag(nextVersion))
                        : new TableTransactionAction(TableTransactionActionType.Add, written),
                ],
                cancellationToken);
            known.Wrote(sentKey, sentRow, sent.Destination, sent.Entry, answers.Value[0].Headers.ETag!.Value.ToString());
            known.Wrote(nextKey, nextRow, destination, claimed, answers.Value[1].Headers.ETag!.Value.ToString());
            return new Claim(ClaimStatus.Granted, claimed);
        }
        catch (RequestFailedException)
        {
            // Neither was written, or both were and the answer broke on the way: then the claimant finds its own claim.
            return null;
        }
    }
}
