using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Tracking;

/// <summary>
/// Remembers how every workflow stands: a partition per tenant, a row per workflow, whose type and name are hashed because they are
/// foreign text of any length.
/// </summary>
public sealed class Incidents(IStorage storage, DamagedRows damaged) : IRowReader, ISweepable
{
    private const int BatchesAtOnce = 8;

    // A write has room for 4 MiB. A failure takes a few hundred bytes; ids as long as possible, with many destinations, make about 2 KiB.
    private const int MostFailures = 1500;

    private const string Workflow = nameof(Workflow);
    private const string Failures = nameof(Failures);

    private readonly ITable _table = storage.Table(StorageNames.Incidents);

    /// <summary>How the workflows of a tenant stand that are known, by workflow.</summary>
    public async Task<IReadOnlyDictionary<WorkflowKey, Incident>> Read(string tenant, CancellationToken cancellationToken)
    {
        Dictionary<WorkflowKey, Incident> incidents = [];
        await foreach (Row row in _table.Range(RowRange.Of(RowText.Key(tenant)), cancellationToken))
        {
            if (damaged.Read(row, StorageNames.Incidents, row => Read(row, tenant)) is { } incident)
            {
                incidents[incident.Workflow] = incident;
            }
        }

        return incidents;
    }

    /// <summary>How one workflow stands, or null where nothing is known of it.</summary>
    public async Task<Incident?> Find(WorkflowKey workflow, CancellationToken cancellationToken) =>
        await Row(workflow, cancellationToken) is { } row ? Read(row, workflow) : null;

    /// <summary>
    /// Notes how workflows of one tenant stand now. What another instance wrote in between is not lost: both are brought together.
    /// Returns how they stand
    /// afterwards, in the versions that are in storage now.
    /// </summary>
    public async Task<IReadOnlyCollection<Incident>> Write(IReadOnlyCollection<Incident> incidents, CancellationToken cancellationToken)
    {
        ConcurrentBag<Incident> written = [];
        ParallelOptions options = new() { MaxDegreeOfParallelism = BatchesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Batches(incidents), options, async (batch, stop) =>
        {
            // Null: one of them was written by another instance, and so none of the batch.
            Incident[] all = await Submit(batch, stop) ?? await Task.WhenAll(batch.Select(incident => WriteOne(incident, stop)));
            foreach (Incident incident in all)
            {
                written.Add(incident);
            }
        });
        return written;
    }

    /// <summary>Forgets workflows that work and have not run for long, and all of tenants that are gone.</summary>
    public Task<int> Sweep(Retention retention, CancellationToken cancellationToken)
    {
        HashSet<string> tenants = [.. retention.Tenants.Select(RowText.Key)];
        IAsyncEnumerable<Row> over = _table.Range(new RowRange(), cancellationToken).Where(row => Reads(row.Partition) && IsOver(row));
        return _table.Sweep(over, cancellationToken);

        bool IsOver(Row row) => damaged.Read(row, StorageNames.Incidents, row => Read(row, tenant: "")) is { } incident
            && !(incident.LastSuccess >= retention.Since)
            && !(incident.Failures.Max?.EndedAt >= retention.Since)
            && (!incident.IsOpen || !tenants.Contains(row.Partition));
    }

    string IRowReader.Table => StorageNames.Incidents;

    bool IRowReader.Reads(string partition) => Reads(partition);

    // The product's own partitions begin with a tilde and a word, and a tenant's, where they are hashed, with a tilde and a hash.
    private static bool Reads(string partition) =>
        !partition.StartsWith('~') || (partition.Length == 65 && partition[1..].All(char.IsAsciiHexDigitLower));

    void IRowReader.Try(Row row) => Read(row, tenant: "");

    private static IEnumerable<Incident[]> Batches(IReadOnlyCollection<Incident> incidents)
    {
        List<Incident> batch = [];
        int failures = 0;
        foreach (Incident incident in incidents)
        {
            if (batch.Count == RowChange.Most || failures + incident.Failures.Count > MostFailures)
            {
                yield return [.. batch];
                batch.Clear();
                failures = 0;
            }

            batch.Add(incident);
            failures += incident.Failures.Count;
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }

    private async Task<Incident> WriteOne(Incident incident, CancellationToken cancellationToken)
    {
        while (true)
        {
            // A row that cannot be read was noted; it gives way to what is known here.
            Row? row = await Row(incident.Workflow, cancellationToken);
            Incident? known = row is null ? null : Read(row, incident.Workflow);
            Incident both = known is null ? incident with { Version = row?.Version } : known.And(incident);
            if (await Submit([both], cancellationToken) is [var written])
            {
                return written;
            }
        }
    }

    private async Task<Incident[]?> Submit(Incident[] batch, CancellationToken cancellationToken)
    {
        IEnumerable<RowChange> changes = batch.Select(incident => incident.Version is { } version
            ? RowChange.Replace(Row(incident), version)
            : RowChange.Add(Row(incident)));
        IReadOnlyList<string>? versions = await _table.Write([.. changes], cancellationToken);
        return versions is null ? null : [.. batch.Select((incident, i) => incident with { Version = versions[i] })];
    }

    private Task<Row?> Row(WorkflowKey workflow, CancellationToken cancellationToken) =>
        _table.Find(RowText.Key(workflow.Tenant), Key(workflow.Type, workflow.Name), cancellationToken);

    private static string Key(string type, string name) =>
        Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes(JsonSerializer.Serialize([type, name], IncidentJson.Default.StringArray))));

    private static Row Row(Incident incident) => new(
        RowText.Key(incident.Workflow.Tenant), Key(incident.Workflow.Type, incident.Workflow.Name))
    {
        ["Type"] = RowText.Of(incident.Workflow.Type),
        ["Name"] = RowText.Of(incident.Workflow.Name),

        // As bytes: a text column could not hold halves of surrogate pairs, and the name says which workflow this is.
        [Workflow] = JsonSerializer.SerializeToUtf8Bytes([incident.Workflow.Type, incident.Workflow.Name], IncidentJson.Default.StringArray),
        [Failures] = JsonSerializer.SerializeToUtf8Bytes([.. incident.Failures], IncidentJson.Default.FailureArray),
        ["Streak"] = incident.Failures.Count,
        [nameof(Incident.LastSuccess)] = incident.LastSuccess,

        // No name of a destination has a space in it.
        [nameof(Incident.Earlier)] = incident.Earlier.Count > 0 ? string.Join(' ', incident.Earlier) : null,
    };

    private Incident? Read(Row row, WorkflowKey workflow) => damaged.Read(row, StorageNames.Incidents, row => Read(row, workflow.Tenant));

    private static Incident Read(Row row, string tenant)
    {
        string[] workflow = row.NeedJson(Workflow, IncidentJson.Default.StringArray);
        if (workflow is not [not null, not null])
        {
            throw new UnreadableRowException($"{Workflow} is not the type and the name of a workflow.");
        }

        row.MustHaveKey(row.Partition, Key(workflow[0], workflow[1]));
        Failure[] failures = row.NeedJson(Failures, IncidentJson.Default.FailureArray);
        if (failures.Any(failure => failure is null || failure.To.Any(destination => destination is null)))
        {
            throw new UnreadableRowException($"{Failures} has a gap.");
        }

        return new Incident(new WorkflowKey(tenant, workflow[0], workflow[1]))
        {
            LastSuccess = row.MayTime(nameof(Incident.LastSuccess)),
            Failures = [.. failures],
            Earlier = [.. (row.Text(nameof(Incident.Earlier)) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            Version = row.Version,
        };
    }
}
