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

    private readonly LedgerHandover _handover = new(table, time);

    /// <summary>See <see cref="ILedger.TryClaim(Alert, string, LedgerView, CancellationToken)"/>.</summary>
    public Task<Claim> TryClaim(Alert alert, string destination, LedgerView known, CancellationToken cancellationToken) =>
        TryClaim(alert, destination, NewClaimant(), known, cancellationToken);

    /// <summary>See <see cref="ILedger.RecordAndClaim"/>.</summary>
    public async Task<Claim> RecordAndClaim(DeliveryRecord sent, Alert next, string destination, LedgerView known, CancellationToken cancellationToken)
    {
        string claimedBy = NewClaimant();
        if (await _handover.Try(sent, next, destination, claimedBy, known, cancellationToken) is { } claim)
        {
            return claim;
        }

        Task recorded = Record(sent, known, cancellationToken);
        Task<Claim> claimed = TryClaim(next, destination, claimedBy, known, cancellationToken);
        await Task.WhenAll(recorded, claimed);
        return await claimed;
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
            if (await Write(row, alert, destination, noted, known, cancellationToken))
            {
                return noted;
            }
        }
    }

    /// <summary>Writes how a send went. The claim is ours, so it is written whatever else the row holds; the version only keeps the view true.</summary>
    public async Task Record(DeliveryRecord sent, LedgerView known, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(sent.Key);
        using IDisposable alone = await known.Alone(key);
        TableEntity column = LedgerRow.Of(sent.Key, sent.Destination, sent.Entry);
        if (known.Find(key) is not { Version: not null } row || !await Update(key, column, row, sent.Destination, sent.Entry, known, cancellationToken))
        {
            await table.UpsertEntityAsync(column, TableUpdateMode.Merge, cancellationToken);
            known.Forget(key);
        }
    }

    private async Task<Claim> TryClaim(Alert alert, string destination, string claimedBy, LedgerView known, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(alert.Key);
        using IDisposable alone = await known.Alone(key);
        for (int attempt = 1; ; attempt++)
        {
            LedgerView.Row? viewed = attempt == 1 ? known.Find(key) : null;
            LedgerView.Row row = viewed ?? await Look(key, known, cancellationToken);
            DeliveryEntry? entry = row.Entries.GetValueOrDefault(destination);
            if (entry?.ClaimedBy == claimedBy)
            {
                // Our own write, whose answer broke on the way.
                return new Claim(ClaimStatus.Granted, entry);
            }

            bool isBusy = DeliveryClaim.IsBusy(entry, time.GetUtcNow());
            if (isBusy && viewed is not null)
            {
                // That may be over by now.
                continue;
            }

            if (isBusy || entry is { IsFinal: true })
            {
                return new Claim(isBusy ? ClaimStatus.Busy : ClaimStatus.AlreadyFinal, entry!);
            }

            DeliveryEntry claimed = DeliveryClaim.Next(entry, claimedBy, time.GetUtcNow());
            if (await Write(row, alert, destination, claimed, known, cancellationToken))
            {
                return new Claim(ClaimStatus.Granted, claimed);
            }

            // Another write came in between, perhaps for another destination. After many in a row somebody is at work here.
            if (attempt == ClaimTries)
            {
                return new Claim(ClaimStatus.Busy, claimed);
            }
        }
    }

    private async Task<LedgerView.Row> Look(LedgerKey key, LedgerView known, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancellationToken);
        known.Know(key, row.HasValue ? LedgerRow.Entries(row.Value!) : new Dictionary<string, DeliveryEntry>(), row.HasValue ? row.Value!.ETag.ToString() : null);
        return known.Find(key)!;
    }

    /// <summary>Writes one destination's column if nobody wrote the row since it was read. Returns whether it did.</summary>
    private Task<bool> Write(LedgerView.Row row, Alert alert, string destination, DeliveryEntry entry, LedgerView known, CancellationToken cancellationToken) => Update(
        LedgerKey.Of(alert.Key), LedgerRow.Of(alert, isFirst: row.Version is null, destination, entry, time.GetUtcNow()), row, destination, entry, known, cancellationToken);

    private async Task<bool> Update(LedgerKey key, TableEntity written, LedgerView.Row row, string destination, DeliveryEntry entry, LedgerView known, CancellationToken cancellationToken)
    {
        try
        {
            Response answer = row.Version is { } version
                ? await table.UpdateEntityAsync(written, new ETag(version), TableUpdateMode.Merge, cancellationToken)
                : await table.AddEntityAsync(written, cancellationToken);
            known.Wrote(key, row, destination, entry, answer.Headers.ETag!.Value.ToString());
            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static string NewClaimant() => Guid.NewGuid().ToString("N");
}
