using System.Net;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Storage;

/// <summary>Checkpoints in a table: one row a tenant, moved by ETag.</summary>
internal sealed class CheckpointTable(TableServiceClient tables, TimeProvider time) : ICheckpoints
{
    private const string Row = "checkpoint";
    private const string Watermark = nameof(Watermark);
    private const string LastSuccess = nameof(LastSuccess);

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Checkpoints);

    public async Task<Checkpoint?> Read(string tenant, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await _table.GetEntityIfExistsAsync<TableEntity>(LedgerKey.Encode(tenant), Row, cancellationToken: cancellationToken);
        return row.HasValue ? Read(row.Value!) : null;
    }

    public async Task<IReadOnlyDictionary<string, Checkpoint>> All(CancellationToken cancellationToken) => await _table
        .QueryAsync<TableEntity>(row => row.RowKey == Row, cancellationToken: cancellationToken)
        .ToDictionaryAsync(row => row.GetString("Tenant"), Read, StringComparer.Ordinal, cancellationToken);

    public async Task<Checkpoint?> Move(string tenant, Checkpoint? from, DateTimeOffset watermark, CancellationToken cancellationToken)
    {
        if (watermark < from?.Watermark)
        {
            throw new ArgumentException($"The checkpoint of {tenant} is at {from.Watermark:O} and cannot go back to {watermark:O}.", nameof(watermark));
        }

        return await Write(tenant, from, Checkpoint.Next(from, watermark, time.GetUtcNow()), cancellationToken);
    }

    public Task<Checkpoint?> NoteDigests(string tenant, Checkpoint? from, DateTimeOffset start, IEnumerable<string> digests, CancellationToken cancellationToken) =>
        Write(tenant, from, (from ?? new Checkpoint(start, time.GetUtcNow(), "")).Begin(digests), cancellationToken);

    public async Task NoteCutOff(string tenant, IReadOnlyList<string> digests, CancellationToken cancellationToken)
    {
        while (await Read(tenant, cancellationToken) is { } at && await Write(tenant, at, at.CutOffWith(digests), cancellationToken) is null)
        {
            // A poll moved it in between.
        }
    }

    public async Task<bool> Rewind(string tenant, Checkpoint from, DateTimeOffset watermark, CancellationToken cancellationToken) =>
        await Write(tenant, from, @from with { Watermark = watermark }, cancellationToken) is not null;

    private static Checkpoint Read(TableEntity row) => new(row.GetDateTimeOffset(Watermark)!.Value, row.GetDateTimeOffset(LastSuccess)!.Value, row.ETag.ToString())
    {
        Begun = DigestIds.Split(row.GetString(nameof(Checkpoint.Begun))),
        CutOff = DigestIds.Split(row.GetString(nameof(Checkpoint.CutOff))),
    };

    private async Task<Checkpoint?> Write(string tenant, Checkpoint? from, Checkpoint to, CancellationToken cancellationToken)
    {
        TableEntity row = new(LedgerKey.Encode(tenant), Row)
        {
            ["Tenant"] = tenant,
            [Watermark] = to.Watermark,
            [LastSuccess] = to.LastSuccess,
            [nameof(Checkpoint.Begun)] = DigestIds.Join(to.Begun),
            [nameof(Checkpoint.CutOff)] = DigestIds.Join(to.CutOff),
        };
        try
        {
            Response response = from is null
                ? await _table.AddEntityAsync(row, cancellationToken)
                : await _table.UpdateEntityAsync(row, new ETag(from.Version), TableUpdateMode.Replace, cancellationToken);
            return to with { Version = response.Headers.ETag!.Value.ToString() };
        }
        catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
