using WorkflowAlerts.Recording;
using System.Text;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Storage;

/// <summary>Poisoned messages in a partition of the ledger's table. The daily sweep leaves them alone, since their rows have no end time; noted reasons have one.</summary>
internal sealed class PoisonedMessageTable(TableServiceClient tables, TimeProvider time) : IPoisonedMessages
{
    /// <summary>The partition; no encoded tenant looks like it.</summary>
    internal const string Partition = "~poison";

    private const string Body = nameof(Body);
    private const string Reason = nameof(Reason);
    private const string KeptAt = nameof(KeptAt);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Deliveries);

    public Task NoteReason(string body, string reason, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(Partition, PoisonedMessage.IdOf(body)) { [Reason] = LedgerRow.Text(reason), [LedgerRow.EndedAt] = time.GetUtcNow() }, TableUpdateMode.Merge, cancellationToken);

    public async Task Keep(string body, CancellationToken cancellationToken)
    {
        string id = PoisonedMessage.IdOf(body);
        NullableResponse<TableEntity> noted = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, id, cancellationToken: cancellationToken);
        if (noted.HasValue && noted.Value!.ContainsKey(Body))
        {
            return;
        }

        // As bytes: a text column holds 32,000 characters, and a message may have 48 KiB. Replaced, so that no end time stays.
        await _table.UpsertEntityAsync(
            new TableEntity(Partition, id)
            {
                [Body] = Encoding.UTF8.GetBytes(body), [KeptAt] = time.GetUtcNow(), [Reason] = noted.HasValue ? noted.Value!.GetString(Reason) : "No reason was noted; the log of that time has it.",
            },
            TableUpdateMode.Replace, cancellationToken);
    }

    public async Task<IReadOnlyList<PoisonedMessage>> All(CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellationToken)
        .Where(row => row.ContainsKey(Body))
        .Select(Read)
        .OrderBy(message => message.KeptAt)
        .ToListAsync(cancellationToken);

    public Task Note(PoisonedMessage message, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(Partition, message.Id) { [nameof(PoisonedMessage.Announcement)] = message.Announcement, [nameof(PoisonedMessage.Told)] = message.Told }, TableUpdateMode.Merge, cancellationToken);

    public Task Remove(string id, CancellationToken cancellationToken) => _table.DeleteEntityAsync(Partition, id, ETag.All, cancellationToken);

    public async Task<int> Count(CancellationToken cancellationToken) => (await All(cancellationToken)).Count;

    private static PoisonedMessage Read(TableEntity row) => new()
    {
        Id = row.RowKey,
        Body = Encoding.UTF8.GetString(row.GetBinary(Body)),
        Reason = row.GetString(Reason) ?? "",
        KeptAt = row.GetDateTimeOffset(KeptAt)!.Value,
        Announcement = row.GetString(nameof(PoisonedMessage.Announcement)),
        Told = row.GetBoolean(nameof(PoisonedMessage.Told)) ?? false,
    };
}
