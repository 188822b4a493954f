using System.Net;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>The ledger in a table: a partition per tenant and day, a row per run and outcome.</summary>
internal sealed class LedgerTable : ILedger
{
    // https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
    private const int BatchSize = 100;
    private const int BatchesAtOnce = 8;

    // Single reads are cheap up to here; more alerts are worth a query that reads what lies between them.
    private const int MostSingleReads = 2;

    private static readonly string[] KeyColumns = ["PartitionKey", "RowKey"];

    private readonly TableClient _table;
    private readonly LedgerClaims _claims;
    private readonly LedgerReopening _reopening;
    private readonly TimeProvider _time;

    public LedgerTable(TableServiceClient tables, TimeProvider time)
    {
        _table = tables.GetTableClient(StorageNames.Deliveries);
        _claims = new LedgerClaims(_table, time);
        _reopening = new LedgerReopening(_table, time);
        _time = time;
    }

    public async Task<SeenAlerts> Seen(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        SeenAlerts seen = new();
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {LedgerKey.PartitionOf(tenant, from)} and PartitionKey le {LedgerKey.PartitionOf(tenant, to)} and EndedAt ge {from} and EndedAt lt {to} and SeenAt ge {DateTimeOffset.UnixEpoch}");
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, select: KeyColumns, cancellationToken: cancellationToken))
        {
            seen.Add(new LedgerKey(row.PartitionKey, row.RowKey));
        }

        return seen;
    }

    public async Task<bool> IsSeen(AlertKey key, CancellationToken cancellationToken) => (await Find(key, cancellationToken))?.GetDateTimeOffset(LedgerRow.SeenAt) is not null;

    public Task MarkSeen(
        IReadOnlyCollection<Alert> alerts, IReadOnlyDictionary<AlertKey, IReadOnlyDictionary<string, string>> folded, CancellationToken cancellationToken)
    {
        // The rows of one batch at a time: ten thousand at once would be most of what a storm takes of memory.
        DateTimeOffset now = _time.GetUtcNow();
        IEnumerable<TableEntity[]> batches = alerts
            .DistinctBy(alert => LedgerKey.Of(alert.Key))
            .GroupBy(alert => LedgerKey.PartitionOf(alert.Tenant, alert.Key.At))
            .SelectMany(partition => partition.Chunk(BatchSize))
            .Select(batch => batch.Select(alert => LedgerRow.Seen(alert, now, folded.GetValueOrDefault(alert.Key))).ToArray());
        return InParallel(batches, AddOrMerge, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, DeliveryEntry>> Read(AlertKey key, CancellationToken cancellationToken) =>
        await Find(key, cancellationToken) is { } row ? LedgerRow.Entries(row) : new Dictionary<string, DeliveryEntry>();

    public async Task<LedgerView> View(IReadOnlyCollection<AlertKey> keys, CancellationToken cancellationToken)
    {
        LedgerView view = new();
        await Task.WhenAll(keys.Distinct().GroupBy(key => LedgerKey.Of(key).Partition).Select(day => View([.. day], view, cancellationToken)));
        return view;
    }

    public Task<Claim> TryClaim(Alert alert, string destination, CancellationToken cancellationToken) => TryClaim(alert, destination, new LedgerView(), cancellationToken);

    public Task<Claim> TryClaim(Alert alert, string destination, LedgerView known, CancellationToken cancellationToken) =>
        _claims.TryClaim(alert, destination, known, cancellationToken);

    public Task<Claim> RecordAndClaim(DeliveryRecord sent, Alert next, string destination, LedgerView known, CancellationToken cancellationToken) =>
        _claims.RecordAndClaim(sent, next, destination, known, cancellationToken);

    public Task<DeliveryEntry> TryNote(Alert alert, string destination, DeliveryState state, string detail, CancellationToken cancellationToken) =>
        _claims.TryNote(alert, destination, state, detail, cancellationToken);

    public Task Record(AlertKey key, string destination, DeliveryEntry entry, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(LedgerRow.Of(key, destination, entry), TableUpdateMode.Merge, cancellationToken);

    public Task Record(DeliveryRecord sent, LedgerView known, CancellationToken cancellationToken) => _claims.Record(sent, known, cancellationToken);

    public Task RecordMuted(Alert alert, CancellationToken cancellationToken)
    {
        TableEntity row = LedgerRow.Seen(alert, _time.GetUtcNow());
        row[LedgerRow.Muted] = true;
        return _table.UpsertEntityAsync(row, TableUpdateMode.Merge, cancellationToken);
    }

    public IAsyncEnumerable<LedgerRecord> History(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken) =>
        Rows(tenant, from, to, cancellationToken).Select(LedgerRow.Record);

    public IAsyncEnumerable<LedgerRecord> History(string runId, CancellationToken cancellationToken)
    {
        string[] keys = [.. Enum.GetValues<Outcome>().Select(outcome => LedgerKey.Of(new AlertKey("", runId, outcome, default)).Row)];
        string filter = string.Join(" or ", keys.Select(key => TableClient.CreateQueryFilter($"RowKey eq {key}")));
        return _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(LedgerRow.Record);
    }

    public Task Reopen(AlertKey key, bool delivered, CancellationToken cancellationToken) => _reopening.Reopen(LedgerKey.Of(key), delivered, cancellationToken);

    public Task<int> Reopen(string tenant, DateTimeOffset from, DateTimeOffset to, bool delivered, CancellationToken cancellationToken) =>
        _reopening.Reopen(() => Rows(tenant, from, to, cancellationToken), delivered, cancellationToken);

    public async Task<int> Sweep(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int swept = 0;
        DateTimeOffset day = new(before.UtcDateTime.Date, TimeSpan.Zero);
        string filter = TableClient.CreateQueryFilter($"EndedAt lt {day}");
        await foreach (Page<TableEntity> page in _table.QueryAsync<TableEntity>(filter, select: KeyColumns, cancellationToken: cancellationToken).AsPages())
        {
            await InParallel(
                page.Values.GroupBy(row => row.PartitionKey).SelectMany(partition => partition.Chunk(BatchSize)),
                (rows, stop) => Submit(TableTransactionActionType.Delete, rows, stop),
                cancellationToken);
            swept += page.Values.Count;
        }

        return swept;
    }

    private async Task View(AlertKey[] day, LedgerView view, CancellationToken cancellationToken)
    {
        LedgerKey[] keys = [.. day.Select(LedgerKey.Of).OrderBy(key => key.Row, StringComparer.Ordinal)];
        if (keys.Length <= MostSingleReads)
        {
            await Task.WhenAll(day.Select(async key => Know(LedgerKey.Of(key), await Find(key, cancellationToken))));
            return;
        }

        Dictionary<LedgerKey, TableEntity> rows = [];
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {keys[0].Partition} and RowKey ge {keys[0].Row} and RowKey le {keys[^1].Row} and EndedAt ge {day.Min(key => key.At)} and EndedAt le {day.Max(key => key.At)}");
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            rows[new LedgerKey(row.PartitionKey, row.RowKey)] = row;
        }

        Array.ForEach(keys, key => Know(key, rows.GetValueOrDefault(key)));

        void Know(LedgerKey key, TableEntity? row) =>
            view.Know(key, row is null ? new Dictionary<string, DeliveryEntry>() : LedgerRow.Entries(row), row?.ETag.ToString());
    }

    private AsyncPageable<TableEntity> Rows(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {LedgerKey.PartitionOf(tenant, from)} and PartitionKey le {LedgerKey.PartitionOf(tenant, to)} and EndedAt ge {from} and EndedAt lt {to}");
        return _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
    }

    private async Task<TableEntity?> Find(AlertKey key, CancellationToken cancellationToken)
    {
        LedgerKey ledgerKey = LedgerKey.Of(key);
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(ledgerKey.Partition, ledgerKey.Row, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    // Nearly all are new, and adding is the cheaper way; a batch with one known row is merged as a whole.
    private async Task AddOrMerge(TableEntity[] rows, CancellationToken cancellationToken)
    {
        try
        {
            await Submit(TableTransactionActionType.Add, rows, cancellationToken);
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status == HttpStatusCode.Conflict)
        {
            await Submit(TableTransactionActionType.UpsertMerge, rows, cancellationToken);
        }
    }

    private Task Submit(TableTransactionActionType action, TableEntity[] rows, CancellationToken cancellationToken) =>
        _table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(action, row, ETag.All)), cancellationToken);

    private static Task InParallel(IEnumerable<TableEntity[]> batches, Func<TableEntity[], CancellationToken, Task> work, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            batches, new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancellationToken }, async (batch, stop) => await work(batch, stop));
}
