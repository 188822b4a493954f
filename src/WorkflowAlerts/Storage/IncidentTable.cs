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
    private const int WritesAtOnce = 8;

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

    public Task Write(IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        incidents, new ParallelOptions { MaxDegreeOfParallelism = WritesAtOnce, CancellationToken = cancellationToken }, async (incident, stop) => await Write(incident, stop));

    private async Task Write(Incident incident, CancellationToken cancellationToken)
    {
        while (true)
        {
            NullableResponse<TableEntity> known = await Row(incident.Workflow, cancellationToken);
            try
            {
                if (known.HasValue)
                {
                    TableEntity both = Row(Read(known.Value!, incident.Workflow.Tenant).And(incident));
                    await _table.UpdateEntityAsync(both, known.Value!.ETag, TableUpdateMode.Replace, cancellationToken);
                }
                else
                {
                    await _table.AddEntityAsync(Row(incident), cancellationToken);
                }

                return;
            }
            catch (RequestFailedException e) when ((HttpStatusCode)e.Status is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound)
            {
                // Another instance wrote in between: read again and bring both together.
            }
        }
    }

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
        };
    }
}
