using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>Kept alerts in a partition of the incidents' table, in the order of their end.</summary>
internal sealed class KeptAlertTable(TableServiceClient tables) : IKeptAlerts
{
    /// <summary>The partition; no encoded tenant looks like it.</summary>
    internal const string Partition = "~kept";

    private const string Body = nameof(Body);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Incidents);

    public Task Keep(KeptAlert kept, CancellationToken cancellationToken)
    {
        TableEntity row = new(Partition, Key(kept))
        {
            [nameof(KeptAlert.Destination)] = kept.Destination,
            [nameof(KeptAlert.Until)] = kept.Until,
            [nameof(KeptAlert.Reason)] = kept.Reason.ToString(),
            [nameof(KeptAlert.Cause)] = LedgerRow.Text(kept.Cause),

            // As bytes: a text column holds 32,000 characters.
            [Body] = Encoding.UTF8.GetBytes(AlertMessage.Pack([kept.Alert]).Single()),
        };
        if (kept.MuteId is { } mute)
        {
            row[nameof(KeptAlert.MuteId)] = mute;
        }

        return _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public async Task<IReadOnlyList<KeptAlert>> All(CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellationToken)
        .Select(row => new KeptAlert(
            AlertMessage.Read(Encoding.UTF8.GetString(row.GetBinary(Body))).Single(), row.GetString(nameof(KeptAlert.Destination)), row.GetDateTimeOffset(nameof(KeptAlert.Until))!.Value,
            Enum.Parse<DigestReason>(row.GetString(nameof(KeptAlert.Reason))), row.GetString(nameof(KeptAlert.Cause)), row.GetString(nameof(KeptAlert.MuteId))))
        .ToListAsync(cancellationToken);

    public async Task Remove(IReadOnlyCollection<KeptAlert> kept, CancellationToken cancellationToken)
    {
        foreach (string key in kept.Select(Key).Distinct())
        {
            await _table.DeleteEntityAsync(Partition, key, ETag.All, cancellationToken);
        }
    }

    private static string Key(KeptAlert kept)
    {
        LedgerKey alert = LedgerKey.Of(kept.Alert.Key);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{kept.Destination.ToLowerInvariant()}\n{alert.Partition}\n{alert.Row}"));
        return $"{kept.Until.UtcTicks.ToString("D19", CultureInfo.InvariantCulture)}|{Convert.ToHexStringLower(hash)}";
    }
}
