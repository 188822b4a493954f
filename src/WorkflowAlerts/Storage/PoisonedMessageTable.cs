using System.Text;
using Azure.Data.Tables;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Storage;

/// <summary>Poisoned messages in a partition of the ledger's table; the daily sweep leaves it alone, since its rows have no end time.</summary>
internal sealed class PoisonedMessageTable(TableServiceClient tables, TimeProvider time) : IPoisonedMessages
{
    /// <summary>The partition; no encoded tenant looks like it.</summary>
    internal const string Partition = "~poison";

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Deliveries);

    // As bytes: a text column holds 32,000 characters, and a message may have 48 KiB.
    public Task Keep(string id, string body, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(Partition, id) { ["Body"] = Encoding.UTF8.GetBytes(body), ["KeptAt"] = time.GetUtcNow() }, TableUpdateMode.Merge, cancellationToken);

    public async Task<int> Count(CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, select: ["RowKey"], cancellationToken: cancellationToken)
        .CountAsync(cancellationToken);
}
