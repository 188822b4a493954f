using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>The least that storage must be asked for: messages as full as they may be, rows in transactions of a hundred.</summary>
internal sealed class BareStorage
{
    private const int MessageBytes = 46 * 1024;
    private const int TransactionRows = 100;
    private const int AtOnce = 8;

    private readonly QueueClient _queue;
    private readonly TableClient _ledger;
    private readonly TableClient _checkpoints;

    public BareStorage(IConfiguration configuration)
    {
        StorageConnection connection = new(configuration);
        _queue = connection.Queues().GetQueueClient(StorageNames.AlertQueue);
        _ledger = connection.Tables().GetTableClient(StorageNames.Deliveries);
        _checkpoints = connection.Tables().GetTableClient(StorageNames.Checkpoints);
    }

    public async Task Create()
    {
        await _queue.CreateIfNotExistsAsync();
        await _ledger.CreateIfNotExistsAsync();
        await _checkpoints.CreateIfNotExistsAsync();
        await _checkpoints.UpsertEntityAsync(new TableEntity(Rig.Tenant, "checkpoint") { ["Watermark"] = DateTimeOffset.UnixEpoch });
    }

    public async Task<ETag> Checkpoint() => (await _checkpoints.GetEntityAsync<TableEntity>(Rig.Tenant, "checkpoint")).Value.ETag;

    public Task Move(ETag from, DateTimeOffset to) => _checkpoints.UpdateEntityAsync(new TableEntity(Rig.Tenant, "checkpoint") { ["Watermark"] = to, ["LastSuccess"] = to }, from, TableUpdateMode.Replace);

    /// <summary>Which runs are known: one range query.</summary>
    public async Task<HashSet<string>> Known(DateTimeOffset from, DateTimeOffset to)
    {
        HashSet<string> known = [];
        string filter = TableClient.CreateQueryFilter($"PartitionKey ge {Day(from)} and PartitionKey le {Day(to)} and EndedAt ge {from} and EndedAt lt {to}");
        await foreach (TableEntity row in _ledger.QueryAsync<TableEntity>(filter, select: ["RowKey"]))
        {
            known.Add(row.RowKey);
        }

        return known;
    }

    /// <summary>Rows that say that runs were seen, and with <paramref name="folded"/> also that a digest tells of them.</summary>
    public Task MarkSeen(IEnumerable<BareRun> runs, string? folded) => Parallel.ForEachAsync(
        runs.GroupBy(run => Day(run.EndedAt)).SelectMany(day => day.Chunk(TransactionRows)), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
        async (batch, stop) => await _ledger.SubmitTransactionAsync(batch.Select(run => new TableTransactionAction(TableTransactionActionType.Add, Row(run, folded))), stop));

    /// <summary>Writes how one send went.</summary>
    public Task Record(BareRun run) => Record(Day(run.EndedAt), $"{run.Id}|failed");

    public Task Record(string partition, string row) =>
        _ledger.UpsertEntityAsync(new TableEntity(partition, row) { ["to_slack_a"] = Entry("Delivered", "ok") }, TableUpdateMode.Merge);

    public Task Send(IEnumerable<BareRun> runs) => Task.WhenAll(Pack(runs).Select(Send));

    public Task Send(string body) => _queue.SendMessageAsync(body, TimeSpan.Zero, TimeSpan.FromSeconds(-1));

    public async Task<IReadOnlyList<QueueMessage>> Receive() => (await _queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(1))).Value;

    public Task Delete(QueueMessage message) => _queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);

    public static BareRun[] Read(QueueMessage message) => JsonSerializer.Deserialize(message.Body, BareJson.Default.BareRunArray)!;

    public static string Day(DateTimeOffset at) => $"{Rig.Tenant}|{at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> Pack(IEnumerable<BareRun> runs)
    {
        StringBuilder packed = new("[");
        foreach (BareRun run in runs)
        {
            string json = JsonSerializer.Serialize(run, BareJson.Default.BareRun);
            if (packed.Length + json.Length + 1 > MessageBytes)
            {
                yield return packed.Append(']').ToString();
                packed.Clear().Append('[');
            }

            packed.Append(packed.Length > 1 ? "," : "").Append(json);
        }

        yield return packed.Append(']').ToString();
    }

    private static TableEntity Row(BareRun run, string? folded)
    {
        TableEntity row = new(Day(run.EndedAt), $"{run.Id}|failed")
        {
            ["Tenant"] = Rig.Tenant, ["RunId"] = run.Id, ["Outcome"] = "Failed", ["Attribution"] = "Customer", ["WorkflowType"] = run.Type, ["WorkflowName"] = run.Name,
            ["EndedAt"] = run.EndedAt, ["SeenAt"] = run.EndedAt,
        };
        if (folded is not null)
        {
            row["to_slack_a"] = Entry("Folded", folded);
        }

        return row;
    }

    private static string Entry(string state, string detail) =>
        $$"""{"State":"{{state}}","At":"2026-11-24T16:00:00.0000000+00:00","Attempts":1,"Detail":"{{detail}}","FirstAt":"2026-11-24T16:00:00.0000000+00:00"}""";
}
