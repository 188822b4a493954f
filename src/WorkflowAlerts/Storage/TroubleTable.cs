using WorkflowAlerts.Telling;
using System.Net;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;

namespace WorkflowAlerts.Storage;

/// <summary>Troubles in a partition of the incidents' table: they are the product's own incidents.</summary>
internal sealed class TroubleTable(TableServiceClient tables) : ITroubles
{
    /// <summary>The partition; no encoded tenant looks like it.</summary>
    internal const string Partition = "~product";

    private const int NoteTries = 10;
    private const string OverAt = nameof(OverAt);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Incidents);

    public async Task<IReadOnlyList<Trouble>> All(CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: cancellationToken)
        .Select(Read)
        .ToListAsync(cancellationToken);

    public async Task Note(TroubleKind kind, string subject, DateTimeOffset since, string reason, CancellationToken cancellationToken)
    {
        for (int attempt = 1; attempt <= NoteTries; attempt++)
        {
            NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Key(kind, subject), cancellationToken: cancellationToken);
            bool noted = row.HasValue
                ? Read(row.Value!) is var known && await Update(known with { Count = known.Count + 1, Reason = reason, OverAt = null }, cancellationToken)
                : await Add(new Trouble { Kind = kind, Subject = subject, Since = since, Reason = reason }, cancellationToken);
            if (noted)
            {
                return;
            }
        }

        // Ten writers came in between: it is open and counted, and one more note would say nothing new.
    }

    public Task<bool> Update(Trouble trouble, CancellationToken cancellationToken) =>
        Unless(HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound, () => _table.UpdateEntityAsync(Row(trouble), new ETag(trouble.Version), TableUpdateMode.Replace, cancellationToken));

    public Task<bool> Remove(Trouble trouble, CancellationToken cancellationToken) =>
        Unless(HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound, () => _table.DeleteEntityAsync(Partition, Key(trouble.Kind, trouble.Subject), new ETag(trouble.Version), cancellationToken));

    private Task<bool> Add(Trouble trouble, CancellationToken cancellationToken) =>
        Unless(HttpStatusCode.Conflict, HttpStatusCode.Conflict, () => _table.AddEntityAsync(Row(trouble), cancellationToken));

    private static async Task<bool> Unless(HttpStatusCode lost, HttpStatusCode gone, Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status == lost || (HttpStatusCode)e.Status == gone)
        {
            return false;
        }
    }

    private static string Key(TroubleKind kind, string subject) => $"{kind}|{LedgerKey.Encode(subject.ToLowerInvariant())}";

    private static TableEntity Row(Trouble trouble)
    {
        TableEntity row = new(Partition, Key(trouble.Kind, trouble.Subject))
        {
            [nameof(Trouble.Kind)] = trouble.Kind.ToString(),
            [nameof(Trouble.Subject)] = trouble.Subject,
            [nameof(Trouble.Since)] = trouble.Since,
            [nameof(Trouble.Reason)] = LedgerRow.Text(trouble.Reason),
            [nameof(Trouble.Count)] = trouble.Count,
            [nameof(Trouble.Told)] = trouble.Told,
        };
        if (trouble.OverAt is { } over)
        {
            row[OverAt] = over;
        }

        return row;
    }

    private static Trouble Read(TableEntity row) => new()
    {
        Kind = Enum.Parse<TroubleKind>(row.GetString(nameof(Trouble.Kind))),
        Subject = row.GetString(nameof(Trouble.Subject)),
        Since = row.GetDateTimeOffset(nameof(Trouble.Since))!.Value,
        Reason = row.GetString(nameof(Trouble.Reason)),
        Count = row.GetInt32(nameof(Trouble.Count))!.Value,
        Told = row.GetBoolean(nameof(Trouble.Told))!.Value,
        OverAt = row.GetDateTimeOffset(OverAt),
        Version = row.ETag.ToString(),
    };
}
