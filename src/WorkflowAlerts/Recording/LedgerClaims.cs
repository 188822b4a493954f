using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>Claims on ledger rows. A row's version sees to it that of several writers at once one wins, and that the others read again.</summary>
internal sealed class LedgerClaims(ITable table, TimeProvider time)
{
    private const int ClaimTries = 10;

    /// <summary>See <see cref="Ledger.TryClaim"/>.</summary>
    public async Task<Claim> TryClaim(Message message, string destination, Row? known, CancellationToken cancellationToken)
    {
        string claimedBy = Guid.NewGuid().ToString("N");
        LedgerKey key = LedgerKey.Of(message.Key);
        Row? row = known ?? await Find(key, cancellationToken);
        for (int attempt = 1; ; attempt++)
        {
            DeliveryEntry? entry = Entry(row, destination);
            if (entry?.ClaimedBy == claimedBy)
            {
                // Our own write, whose answer broke on the way.
                return new Claim(ClaimStatus.Granted, entry) { Version = row!.Version };
            }

            bool isBusy = DeliveryClaim.IsBusy(entry, time.GetUtcNow());
            if (entry is not null && (isBusy || entry.IsFinal || entry.State == DeliveryState.Kept))
            {
                return new Claim(isBusy ? ClaimStatus.Busy : ClaimStatus.AlreadyFinal, entry);
            }

            DeliveryEntry claimed = DeliveryClaim.Next(entry, claimedBy, time.GetUtcNow());
            if (await Write(row, message, destination, claimed, cancellationToken) is { } version)
            {
                return new Claim(ClaimStatus.Granted, claimed) { Version = version };
            }

            // Another write came in between, perhaps for another destination. After many in a row somebody is at work here.
            if (attempt == ClaimTries)
            {
                return new Claim(ClaimStatus.Busy, claimed);
            }

            row = await Find(key, cancellationToken);
        }
    }

    /// <summary>See <see cref="Ledger.Renew"/>.</summary>
    public async Task<Claim> Renew(Message message, string destination, Claim claim, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(message.Key);
        while (true)
        {
            Row? row = await Find(key, cancellationToken);
            DeliveryEntry? entry = Entry(row, destination);
            if (entry?.ClaimedBy != claim.Entry.ClaimedBy)
            {
                return entry is null ? claim with { Status = ClaimStatus.Busy } : new Claim(entry.IsFinal ? ClaimStatus.AlreadyFinal : ClaimStatus.Busy, entry);
            }

            DeliveryEntry renewed = entry! with { At = time.GetUtcNow() };
            if (await Write(row, message, destination, renewed, cancellationToken) is { } version)
            {
                return new Claim(ClaimStatus.Granted, renewed) { Version = version };
            }
        }
    }

    /// <summary>See <see cref="Ledger.Record"/>.</summary>
    public async Task<bool> Record(Message message, string destination, Claim claim, DeliveryEntry entry, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(message.Key);
        Row row = new(key.Partition, key.Row) { Version = claim.Version };
        while (await Write(row, message, destination, entry, cancellationToken) is null)
        {
            // Somebody else wrote the row: for another destination, or because our claim is too old.
            if (await Find(key, cancellationToken) is not { } now || Entry(now, destination)?.ClaimedBy != claim.Entry.ClaimedBy)
            {
                return false;
            }

            row = now;
        }

        return true;
    }

    /// <summary>See <see cref="Ledger.Note"/>.</summary>
    public async Task<DeliveryEntry?> Note(
        Message message, string destination, Func<DeliveryEntry?, DeliveryEntry?> change, CancellationToken cancellationToken)
    {
        LedgerKey key = LedgerKey.Of(message.Key);
        while (true)
        {
            Row? row = await Find(key, cancellationToken);
            DeliveryEntry? entry = Entry(row, destination);
            if (change(entry) is not { } noted)
            {
                return entry;
            }

            if (await Write(row, message, destination, noted, cancellationToken) is not null)
            {
                return noted;
            }
        }
    }

    private async Task<string?> Write(Row? row, Message message, string destination, DeliveryEntry entry, CancellationToken cancellationToken)
    {
        Row written = LedgerRow.Of(message, isFirst: row is null, destination, entry, time.GetUtcNow());
        RowChange change = row is null ? RowChange.Add(written) : RowChange.Merge(written, row.Version);
        return (await table.Write([change], cancellationToken))?[0];
    }

    private Task<Row?> Find(LedgerKey key, CancellationToken cancellationToken) => table.Find(key.Partition, key.Row, cancellationToken);

    private static DeliveryEntry? Entry(Row? row, string destination) => row is null ? null : LedgerRow.Entries(row).GetValueOrDefault(destination);
}
