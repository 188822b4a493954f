using WorkflowAlerts.Telling;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Storage;

/// <summary>Incidents in a table: a partition per tenant, a row per workflow, whose type and name are hashed because they are foreign text of any length.</summary>
internal sealed class IncidentTable(TableServiceClient tables) : IIncidents
{
    // https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
    private const int BatchSize = 100;
    private const int BatchesAtOnce = 8;

    // A transaction has room for 4 MiB. A failure takes a few hundred bytes; ids as long as possible, with many destinations, make about 2 KiB.
    private const int MostFailures = 1500;

    private readonly TableClient _table = tables.GetTableClient(StorageNames.Incidents);

    public async Task<IReadOnlyDictionary<WorkflowKey, Incident>> Read(string tenant, CancellationToken cancellationToken)
    {
        string partition = LedgerKey.Encode(tenant);
        Dictionary<WorkflowKey, Incident> incidents = [];
        await foreach (TableEntity row in _table.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken))
        {
            Incident incident = Read(row, tenant);
            incidents[incident.Workflow] = incident;
        }

        return incidents;
    }

    public async Task<Incident?> Find(WorkflowKey workflow, CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> row = await Row(workflow, cancellationToken);
        return row.HasValue ? Read(row.Value!, workflow.Tenant) : null;
    }

    public async Task<IReadOnlyCollection<Incident>> Write(IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        ConcurrentBag<Incident> written = [];
        await Parallel.ForEachAsync(Batches(incidents), new ParallelOptions { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancellationToken }, async (batch, stop) =>
        {
            foreach (Incident incident in await TogetherOrEach(batch, stop))
            {
                written.Add(incident);
            }
        });
        return written;
    }

    private static IEnumerable<Incident[]> Batches(IReadOnlyCollection<Incident> incidents)
    {
        List<Incident> batch = [];
        foreach (Incident incident in incidents)
        {
            if (batch.Count == BatchSize || batch.Sum(one => one.Failures.Count) + incident.Failures.Count > MostFailures)
            {
                yield return [.. batch];
                batch.Clear();
            }

            batch.Add(incident);
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    private async Task<IReadOnlyCollection<Incident>> TogetherOrEach(Incident[] batch, CancellationToken cancellationToken)
    {
        try
        {
            return await Submit(batch, cancellationToken);
        }
        catch (RequestFailedException e) when (IsConflict(e))
        {
            // One of them was written by another instance, so none of the batch was written.
            return await Task.WhenAll(batch.Select(incident => WriteOne(incident, cancellationToken)));
        }
    }

    private async Task<Incident> WriteOne(Incident incident, CancellationToken cancellationToken)
    {
        while (true)
        {
            NullableResponse<TableEntity> known = await Row(incident.Workflow, cancellationToken);
            Incident both = known.HasValue ? Read(known.Value!, incident.Workflow.Tenant).And(incident) : incident with { Version = null };
            try
            {
                return (await Submit([both], cancellationToken))[0];
            }
            catch (RequestFailedException e) when (IsConflict(e))
            {
                // Another instance wrote in between: read again and bring both together.
            }
        }
    }

    private async Task<Incident[]> Submit(Incident[] batch, CancellationToken cancellationToken)
    {
        Response<IReadOnlyList<Response>> written = await _table.SubmitTransactionAsync(
            batch.Select(incident => incident.Version is { } version
                ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, Row(incident), new ETag(version))
                : new TableTransactionAction(TableTransactionActionType.Add, Row(incident))),
            cancellationToken);
        return [.. batch.Select((incident, i) => incident with { Version = written.Value[i].Headers.ETag!.Value.ToString() })];
    }

    private static bool IsConflict(RequestFailedException e) =>
        (HttpStatusCode)e.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound;

    private Task<NullableResponse<TableEntity>> Row(WorkflowKey workflow, CancellationToken cancellationToken) =>
        _table.GetEntityIfExistsAsync<TableEntity>(LedgerKey.Encode(workflow.Tenant), Key(workflow), cancellationToken: cancellationToken);

    private static string Key(WorkflowKey workflow) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize([workflow.Type, workflow.Name], IncidentJson.Default.StringArray))));

    private static TableEntity Row(Incident incident)
    {
        // As bytes: a text column could not hold halves of surrogate pairs, and the name says which workflow this is.
        TableEntity row = new(LedgerKey.Encode(incident.Workflow.Tenant), Key(incident.Workflow))
        {
            ["Type"] = LedgerRow.Text(incident.Workflow.Type),
            ["Name"] = LedgerRow.Text(incident.Workflow.Name),
            ["Workflow"] = JsonSerializer.SerializeToUtf8Bytes([incident.Workflow.Type, incident.Workflow.Name], IncidentJson.Default.StringArray),
            ["Failures"] = JsonSerializer.SerializeToUtf8Bytes([.. incident.Failures], IncidentJson.Default.FailureArray),
            ["Streak"] = incident.Failures.Count,
        };
        if (incident.LastSuccess is { } success)
        {
            row[nameof(Incident.LastSuccess)] = success;
        }

        return row;
    }

    private static Incident Read(TableEntity row, string tenant)
    {
        string[] workflow = JsonSerializer.Deserialize(row.GetBinary("Workflow"), IncidentJson.Default.StringArray)!;
        return new Incident(new WorkflowKey(tenant, workflow[0], workflow[1]))
        {
            LastSuccess = row.GetDateTimeOffset(nameof(Incident.LastSuccess)),
            Failures = [.. JsonSerializer.Deserialize(row.GetBinary("Failures"), IncidentJson.Default.FailureArray)!],
            Version = row.ETag.ToString(),
        };
    }
}
