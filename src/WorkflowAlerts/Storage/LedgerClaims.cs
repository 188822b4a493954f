using System.Net;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>Claims on ledger rows. A row's ETag sees to it that of several writers at once one wins, and that the others read again.</summary>
internal sealed class LedgerClaims(TableClient table, TimeProvider time)
{
    private const int ClaimTries = 10;

    /// <summary>See <see cref="ILedger.TryClaim(Alert, string, LedgerView, DeliveryRecord?, CancellationToken)"/>.</summary>
    public async Task<Claim> TryClaim(Alert alert, string destination, LedgerView known, DeliveryRecord? before, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(alert.Key);
        if (before is not null && (LedgerKey.Of(before.Key) is var last && (last.Partition != key.Partition || last == key)))
        {
            await Record(before, known, cancellationToken);
            before = null;
        }

        try
        {
            return await TryClaim(alert, key, destination, known, before, cancellationToken);
        }
        catch (Exception) when (before is not null)
        {
            // What is wrong with the row of this alert must not cost the record of another.
            await Record(before, known, cancellationToken);
            throw;
        }
    }

    /// <summary>Notes why an alert is not sent by itself, or not yet. See <see cref="ILedger.TryNote"/>.</summary>
    public async Task<DeliveryEntry> TryNote(Alert alert, string destination, DeliveryState state, string detail, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(alert.Key);
        LedgerView known = new();
        while (true)
        {
            LedgerView.Row row = await Look(key, known, cancellationToken);
            if (row.Entries.GetValueOrDefault(destination) is { } entry && (entry.State != DeliveryState.Held || state == DeliveryState.Held))
            {
                return entry;
            }

            DeliveryEntry noted = new(state, time.GetUtcNow(), 0, detail, time.GetUtcNow());
            if (await Write(row, alert, destination, noted, known, null, cancellationToken))
            {
                return noted;
            }
        }
    }

    public async Task Record(DeliveryRecord record, LedgerView? known, CancellationToken cancellationToken)
    {
        await table.UpsertEntityAsync(LedgerRow.Of(record.Key, record.Destination, record.Entry), TableUpdateMode.Merge, cancellationToken);
        known?.Forget(LedgerKey.Of(record.Key));
    }

    private async Task<Claim> TryClaim(Alert alert, LedgerKey key, string destination, LedgerView known, DeliveryRecord? before, CancellationToken cancellationToken)
    {
        string claimedBy = Guid.NewGuid().ToString("N");
        for (int attempt = 1; ; attempt++)
        {
            LedgerView.Row? viewed = attempt == 1 ? known.Find(key) : null;
            LedgerView.Row row = viewed ?? await Look(key, known, cancellationToken);
            DeliveryEntry? entry = row.Entries.GetValueOrDefault(destination);
            if (entry?.ClaimedBy == claimedBy)
            {
                // Our own write, whose answer broke on the way; what went with it is written too.
                return new Claim(ClaimStatus.Granted, entry);
            }

            bool isBusy = entry is { State: DeliveryState.Sending } && time.GetUtcNow() - entry.At < DeliveryClaim.Lifetime;
            if (isBusy && viewed is not null)
            {
                // That may be over by now.
                continue;
            }

            if (isBusy || entry is { IsFinal: true })
            {
                return await Refuse(isBusy ? ClaimStatus.Busy : ClaimStatus.AlreadyFinal, entry!, known, before, cancellationToken);
            }

            DeliveryEntry claimed = Next(entry, claimedBy);
            if (await Write(row, alert, destination, claimed, known, before, cancellationToken))
            {
                return new Claim(ClaimStatus.Granted, claimed);
            }

            // Another write came in between, perhaps for another destination. After many in a row somebody is at work here.
            if (attempt == ClaimTries)
            {
                return await Refuse(ClaimStatus.Busy, claimed, known, before, cancellationToken);
            }
        }
    }

    private DeliveryEntry Next(DeliveryEntry? known, string claimedBy)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset firstAt = known is null or { State: DeliveryState.Held } ? now : known.FirstAt;
        return new DeliveryEntry(
            DeliveryState.Sending, now, (known?.Attempts ?? 0) + 1, "", firstAt, known is { MayHaveArrived: true } or { State: DeliveryState.Sending })
        {
            ClaimedBy = claimedBy,
        };
    }

    private async Task<Claim> Refuse(ClaimStatus status, DeliveryEntry entry, LedgerView known, DeliveryRecord? before, CancellationToken cancellationToken)
    {
        if (before is not null)
        {
            await Record(before, known, cancellationToken);
        }

        return new Claim(status, entry);
    }

    private async Task<LedgerView.Row> Look(LedgerKey key, LedgerView known, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        known.Know(key, row.HasValue ? LedgerRow.Entries(row.Value!) : new Dictionary<string, DeliveryEntry>(), row.HasValue ? row.Value!.ETag.ToString() : null);
        return known.Find(key)!;
    }

    /// <summary>Writes one destination's column if nobody wrote the row since it was read, and the record of the send before with it. Returns whether it did.</summary>
    private async Task<bool> Write(LedgerView.Row row, Alert alert, string destination, DeliveryEntry entry, LedgerView known, DeliveryRecord? before, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(alert.Key);
        TableTransactionAction claim = row.Version is { } version
            ? new(TableTransactionActionType.UpdateMerge, LedgerRow.Of(alert.Key, destination, entry), new ETag(version))

            // A message that came faster than the poller's own note of it: the row starts here, and the note is merged into it.
            : new(TableTransactionActionType.Add, LedgerRow.Of(alert, destination, entry, time.GetUtcNow()));
        try
        {
            string written = await Submit(claim, before, cancellationToken);
            known.Know(key, new Dictionary<string, DeliveryEntry>(row.Entries, StringComparer.OrdinalIgnoreCase) { [destination] = entry }, written);
            if (before is not null)
            {
                known.Forget(LedgerKey.Of(before.Key));
            }

            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    // Returns the new version of the claim's row. A single write is no transaction: that costs storage less.
    private async Task<string> Submit(TableTransactionAction claim, DeliveryRecord? before, CancellationToken cancellationToken)
    {
        if (before is not null)
        {
            TableTransactionAction record = new(TableTransactionActionType.UpsertMerge, LedgerRow.Of(before.Key, before.Destination, before.Entry));
            Response<IReadOnlyList<Response>> both = await table.SubmitTransactionAsync([record, claim], cancellationToken);
            return both.Value[1].Headers.ETag!.Value.ToString();
        }

        Response one = claim.ActionType == TableTransactionActionType.Add
            ? await table.AddEntityAsync((TableEntity)claim.Entity, cancellationToken)
            : await table.UpdateEntityAsync((TableEntity)claim.Entity, claim.ETag, TableUpdateMode.Merge, cancellationToken);
        return one.Headers.ETag!.Value.ToString();
    }
}
