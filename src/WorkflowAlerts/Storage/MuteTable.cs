using WorkflowAlerts.Recording;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Storage;

/// <summary>Mutes in a partition of the incidents' table.</summary>
internal sealed class MuteTable(TableServiceClient tables) : IMutes
{
    /// <summary>The partition; no encoded tenant looks like it.</summary>
    internal const string Partition = "~mutes";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Incidents);

    public async Task<IReadOnlyList<Mute>> All(CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellationToken)
        .Select(row => new Mute(
            row.RowKey, row.GetString(nameof(Mute.Tenant)), row.GetString(nameof(Mute.Type)), row.GetString(nameof(Mute.Name)),
            row.GetDateTimeOffset(nameof(Mute.Until))!.Value, row.GetString(nameof(Mute.Reason)), row.GetDateTimeOffset(nameof(Mute.CreatedAt))!.Value))
        .OrderBy(mute => mute.Until)
        .ToListAsync(cancellationToken);

    public Task Write(Mute mute, CancellationToken cancellationToken)
    {
        TableEntity row = new(Partition, mute.Id) { [nameof(Mute.Until)] = mute.Until, [nameof(Mute.Reason)] = LedgerRow.Text(mute.Reason), [nameof(Mute.CreatedAt)] = mute.CreatedAt };
        foreach ((string column, string? glob) in new[] { (nameof(Mute.Tenant), mute.Tenant), (nameof(Mute.Type), mute.Type), (nameof(Mute.Name), mute.Name) })
        {
            if (glob is not null)
            {
                row[column] = glob;
            }
        }

        return _table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    public Task Remove(string id, CancellationToken cancellationToken) => _table.DeleteEntityAsync(Partition, id, ETag.All, cancellationToken);
}
