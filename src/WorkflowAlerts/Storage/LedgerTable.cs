using System.Net;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>The ledger in a table: a partition per tenant and day, a row per run and outcome.</summary>
internal sealed class LedgerTable(TableServiceClient tables, TimeProvider time) : ILedger
{
    // https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
    private const int BatchSize = 100;
    private const int BatchesAtOnce = 8;
    private const int ClaimTries = 10;

    private static readonly HashSet<(string, string)> Nothing = [];
    private static readonly string[] KeyColumns = ["PartitionKey", "RowKey"];

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Deliveries);

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
        DateTimeOffset now = time.GetUtcNow();
        IEnumerable<TableEntity[]> batches = alerts
            .Select(alert => LedgerRow.Seen(alert, now, folded.GetValueOrDefault(alert.Key)))
            .DistinctBy(row => (row.PartitionKey, row.RowKey))
            .GroupBy(row => row.PartitionKey)
            .SelectMany(partition => partition.Chunk(BatchSize));
        return InParallel(batches, AddOrMerge, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, DeliveryEntry>> Read(AlertKey key, CancellationToken cancellationToken) =>
        await Find(key, cancellationToken) is { } row ? LedgerRow.Entries(row) : new Dictionary<string, DeliveryEntry>();

    public async Task<Claim> TryClaim(Alert alert, string destination, CancellationToken cancellationToken)
    {
        string claimedBy = Guid.NewGuid().ToString("N");
        for (int attempt = 1; ; attempt++)
        {
            TableEntity? row = await Find(alert.Key, cancellationToken);
            DeliveryEntry? known = row is null ? null : LedgerRow.Entry(row, destination);
            DateTimeOffset now = time.GetUtcNow();
            if (known is { IsFinal: true })
            {
                return new Claim(ClaimStatus.AlreadyFinal, known);
            }

            if (known?.ClaimedBy == claimedBy)
            {
                // Our own write, whose answer broke on the way.
                return new Claim(ClaimStatus.Granted, known);
            }

            if (known is { State: DeliveryState.Sending } && now - known.At < DeliveryClaim.Lifetime)
            {
                return new Claim(ClaimStatus.Busy, known);
            }

            DateTimeOffset firstAt = known is null or { State: DeliveryState.Held } ? now : known.FirstAt;
            DeliveryEntry claimed = new(
                DeliveryState.Sending, now, (known?.Attempts ?? 0) + 1, "", firstAt,
                known is { MayHaveArrived: true } or { State: DeliveryState.Sending })
            {
                ClaimedBy = claimedBy,
            };
            if (await Write(row, alert, destination, claimed, cancellationToken))
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

    public async Task<DeliveryEntry> TryNote(Alert alert, string destination, DeliveryState state, string detail, CancellationToken cancellationToken)
    {
        while (true)
        {
            TableEntity? row = await Find(alert.Key, cancellationToken);
            DeliveryEntry? known = row is null ? null : LedgerRow.Entry(row, destination);
            if (known is not null && (known.State != DeliveryState.Held || state == DeliveryState.Held))
            {
                return known;
            }

            DeliveryEntry noted = new(state, time.GetUtcNow(), 0, detail, time.GetUtcNow());
            if (await Write(row, alert, destination, noted, cancellationToken))
            {
                return noted;
            }
        }
    }

    public Task Record(AlertKey key, string destination, DeliveryEntry entry, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(LedgerRow.Of(key, destination, entry), TableUpdateMode.Merge, cancellationToken);

    public Task RecordMuted(Alert alert, CancellationToken cancellationToken)
    {
        TableEntity row = LedgerRow.Seen(alert, time.GetUtcNow());
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

    public async Task Reopen(AlertKey key, bool delivered, CancellationToken cancellationToken)
    {
        while (await Find(key, cancellationToken) is { } row && LedgerRow.Reopen(row, delivered, Nothing, time.GetUtcNow()))
        {
            if (await Replace(row, cancellationToken))
            {
                return;
            }
        }
    }

    public async Task<int> Reopen(string tenant, DateTimeOffset from, DateTimeOffset to, bool delivered, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> untold = [];
        await foreach (TableEntity row in Rows(tenant, from, to, cancellationToken))
        {
            untold.UnionWith(LedgerRow.Untold(row));
        }

        int reopened = 0;
        await foreach (TableEntity row in Rows(tenant, from, to, cancellationToken))
        {
            TableEntity? known = row;
            while (known is not null && LedgerRow.Reopen(known, delivered, untold, time.GetUtcNow()))
            {
                known.Remove(LedgerRow.SeenAt);
                if (await Replace(known, cancellationToken))
                {
                    reopened++;
                    break;
                }

                NullableResponse<TableEntity> again = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellationToken);
                known = again.HasValue ? again.Value : null;
            }
        }

        return reopened;
    }

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

    private AsyncPageable<TableEntity> Rows(string tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        string filter = TableClient.CreateQueryFilter(
            $"PartitionKey ge {LedgerKey.PartitionOf(tenant, from)} and PartitionKey le {LedgerKey.PartitionOf(tenant, to)} and EndedAt ge {from} and EndedAt lt {to}");
        return _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
    }

    private async Task<bool> Replace(TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await _table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private async Task<TableEntity?> Find(AlertKey key, CancellationToken cancellationToken)
    {
        LedgerKey ledgerKey = LedgerKey.Of(key);
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(ledgerKey.Partition, ledgerKey.Row, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>Writes one destination's column if nobody wrote the row since it was read. Returns whether it did.</summary>
    private async Task<bool> Write(TableEntity? row, Alert alert, string destination, DeliveryEntry entry, CancellationToken cancellationToken)
    {
        TableEntity column = LedgerRow.Of(alert.Key, destination, entry);
        try
        {
            if (row is not null)
            {
                await _table.UpdateEntityAsync(column, row.ETag, TableUpdateMode.Merge, cancellationToken);
                return true;
            }

            // A message that came faster than the poller's own note of it: the row starts here, and the note is merged into it.
            TableEntity first = LedgerRow.Seen(alert, time.GetUtcNow());
            foreach ((string name, object value) in column)
            {
                first[name] = value;
            }

            await _table.AddEntityAsync(first, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Conflict or HttpStatusCode.NotFound)
        {
            return false;
        }
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
