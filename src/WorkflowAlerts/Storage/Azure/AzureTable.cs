using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>A table in Azure Storage.</summary>
internal sealed class AzureTable(TableClient table, ILogger logger) : ITable
{
    private readonly Recreation _existing = new($"The table {table.Name}", stop => table.CreateIfNotExistsAsync(stop), logger);

    public Task<Row?> Find(string partition, string key, CancellationToken cancellationToken) => _existing.Do(
        async () =>
        {
            NullableResponse<TableEntity> found =
                await table.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancellationToken);
            return found.HasValue ? AzureRow.Read(found.Value!) : null;
        },
        cancellationToken);

    public async IAsyncEnumerable<Row> Range(RowRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] times = [.. range.Times.Select(time => time.Column).Except(range.Columns ?? [])];
        IEnumerable<string>? columns = range.Columns is { } asked ? [AzureRow.Partition, AzureRow.Key, .. asked, .. times] : null;
        await using IAsyncEnumerator<TableEntity> found = table
            .QueryAsync<TableEntity>(RangeFilter.Of(range), select: columns, cancellationToken: cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await Next(found, cancellationToken))
        {
            Row row = AzureRow.Read(found.Current);
            if (range.Includes(row))
            {
                yield return columns is null ? row : Without(row, times);
            }
        }
    }

    public async Task<IReadOnlyList<string>?> Write(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        RowChange.Check(changes);
        try
        {
            return await _existing.Do<IReadOnlyList<string>>(
                async () => changes is [var only] ? [await Write(only, cancellationToken)] : await WriteTogether(changes, cancellationToken),
                cancellationToken);
        }
        catch (RequestFailedException e) when (IsOtherwise(e))
        {
            return null;
        }
    }

    private async Task<string> Write(RowChange change, CancellationToken cancellationToken)
    {
        TableEntity row = AzureRow.Write(change.Row);
        Response answer = await ((change.Kind, change.Version) switch
        {
            (RowChangeKind.Add, _) => table.AddEntityAsync(row, cancellationToken),
            (RowChangeKind.Delete, var version) => Delete(row, version, cancellationToken),
            (var kind, null) => table.UpsertEntityAsync(row, Mode(kind), cancellationToken),
            (var kind, var version) => table.UpdateEntityAsync(row, new ETag(version), Mode(kind), cancellationToken),
        });
        return Version(change, answer);
    }

    // The library takes it for done when there is nothing to delete.
    private async Task<Response> Delete(TableEntity row, string? version, CancellationToken cancellationToken)
    {
        ETag expected = version is null ? ETag.All : new ETag(version);
        Response answer = await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, expected, cancellationToken);
        return answer.Status == (int)HttpStatusCode.NotFound && version is not null ? throw new RequestFailedException(answer) : answer;
    }

    private async Task<string[]> WriteTogether(IReadOnlyList<RowChange> changes, CancellationToken cancellationToken)
    {
        string[] versions = [.. changes.Select(_ => "")];
        List<int> left = [.. Enumerable.Range(0, changes.Count)];
        while (left.Count > 0)
        {
            try
            {
                IEnumerable<TableTransactionAction> actions = left.Select(i => Action(changes[i]));
                IReadOnlyList<Response> answers = (await table.SubmitTransactionAsync(actions, cancellationToken)).Value;
                for (int i = 0; i < answers.Count; i++)
                {
                    versions[left[i]] = Version(changes[left[i]], answers[i]);
                }

                return versions;
            }
            catch (TableTransactionFailedException e) when (
                (HttpStatusCode)e.Status == HttpStatusCode.NotFound && !Recreation.IsGone(e)
                && e.FailedTransactionActionIndex is { } gone && changes[left[gone]] is { Kind: RowChangeKind.Delete, Version: null })
            {
                // It is gone already, which is as good; but nothing of the rest was written.
                left.RemoveAt(gone);
            }
        }

        return versions;
    }

    private static TableTransactionAction Action(RowChange change) => new(
        (change.Kind, change.Version) switch
        {
            (RowChangeKind.Add, _) => TableTransactionActionType.Add,
            (RowChangeKind.Delete, _) => TableTransactionActionType.Delete,
            (RowChangeKind.Merge, null) => TableTransactionActionType.UpsertMerge,
            (RowChangeKind.Merge, _) => TableTransactionActionType.UpdateMerge,
            (_, null) => TableTransactionActionType.UpsertReplace,
            _ => TableTransactionActionType.UpdateReplace,
        },
        AzureRow.Write(change.Row),
        change.Version is { } version ? new ETag(version) : ETag.All);

    private static TableUpdateMode Mode(RowChangeKind kind) =>
        kind == RowChangeKind.Merge ? TableUpdateMode.Merge : TableUpdateMode.Replace;

    private static string Version(RowChange change, Response answer) =>
        change.Kind == RowChangeKind.Delete ? "" : answer.Headers.ETag!.Value.ToString();

    // Added already, changed since, or gone: https://learn.microsoft.com/rest/api/storageservices/table-service-error-codes
    private static bool IsOtherwise(RequestFailedException e) =>
        (HttpStatusCode)e.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound
        && !Recreation.IsGone(e) && e.ErrorCode != "TableBeingDeleted";

    private static Row Without(Row row, string[] columns)
    {
        Array.ForEach(columns, column => row.Columns.Remove(column));
        return row;
    }

    private async ValueTask<bool> Next(IAsyncEnumerator<TableEntity> found, CancellationToken cancellationToken)
    {
        try
        {
            return await found.MoveNextAsync();
        }
        catch (RequestFailedException e) when (Recreation.IsGone(e))
        {
            await _existing.Create(cancellationToken);
            return false;
        }
    }
}
