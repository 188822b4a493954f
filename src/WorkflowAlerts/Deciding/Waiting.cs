using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Deciding;

/// <summary>
/// Keeps messages until they are told: those that a route holds back, and those that a silence keeps. They lie in partitions of the incidents' table, one a tenant.
/// </summary>
public sealed class Waiting(IStorage storage, DamagedRows damaged) : IRowReader
{
    // No encoded tenant looks like it. Version 0.1 kept all tenants' messages in the one that has no tenant.
    private const string Partition = "~kept";
    private const string AfterPartitions = "~kept}";
    private const string Body = nameof(Body);
    private const string Since = nameof(Since);
    private const string Release = nameof(Release);

    private readonly ITable _table = storage.Table(StorageNames.Incidents);

    /// <summary>Keeps messages. Keeping one again changes only until when.</summary>
    public async Task Keep(IEnumerable<WaitingMessage> waiting, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, Row> partition in waiting.Select(Row).DistinctBy(row => (row.Partition, row.Key)).GroupBy(row => row.Partition))
        {
            foreach (Row[] batch in partition.Chunk(RowChange.Most / 2))
            {
                await _table.Write([.. batch.Select(row => RowChange.Replace(row))], cancellationToken);
            }
        }
    }

    /// <summary>All that wait, the earliest end first.</summary>
    public Task<IReadOnlyList<WaitingMessage>> All(CancellationToken cancellationToken) =>
        Read(new RowRange { FromPartition = Partition, ToPartition = AfterPartitions }, cancellationToken);

    /// <summary>Those of a tenant.</summary>
    public async Task<IReadOnlyList<WaitingMessage>> Of(string tenant, CancellationToken cancellationToken) =>
        await Read(RowRange.Of(PartitionOf(tenant)), cancellationToken);

    /// <summary>Notes how messages are being released, before they are.</summary>
    internal Task Begin(IReadOnlyCollection<WaitingMessage> waiting, string release, CancellationToken cancellationToken) => Change(
        waiting, at => RowChange.Merge(new Row(at.Partition, at.Key) { [Release] = release }), cancellationToken);

    /// <summary>Forgets messages that were told.</summary>
    public Task Remove(IReadOnlyCollection<WaitingMessage> waiting, CancellationToken cancellationToken) =>
        Change(waiting, at => RowChange.Delete(at.Partition, at.Key), cancellationToken);

    string IRowReader.Table => StorageNames.Incidents;

    bool IRowReader.Reads(string partition) => partition == Partition || partition.StartsWith($"{Partition}|", StringComparison.Ordinal);

    void IRowReader.Try(Row row) => Read(row);

    private async Task Change(
        IEnumerable<WaitingMessage> waiting, Func<(string Partition, string Key), RowChange> change, CancellationToken cancellationToken)
    {
        IEnumerable<(string Partition, string Key)> rows = waiting.Select(one => one.Row ?? (PartitionOf(one.Message.Tenant), KeyOf(one))).Distinct();
        foreach (IGrouping<string, (string Partition, string Key)> partition in rows.GroupBy(row => row.Partition))
        {
            foreach ((string Partition, string Key)[] batch in partition.Chunk(RowChange.Most))
            {
                await _table.Write([.. batch.Select(change)], cancellationToken);
            }
        }
    }

    private async Task<IReadOnlyList<WaitingMessage>> Read(RowRange range, CancellationToken cancellationToken)
    {
        List<WaitingMessage> waiting = [];
        await foreach (Row row in _table.Range(range, cancellationToken))
        {
            if (damaged.Read(row, StorageNames.Incidents, Read) is { } one)
            {
                waiting.Add(one);
            }
        }

        return [.. waiting.OrderBy(one => one.Wait.Until).ThenBy(one => one.Message.Key.At).ThenBy(one => one.Message.Id, StringComparer.Ordinal)];
    }

    private static Row Row(WaitingMessage waiting) => new(PartitionOf(waiting.Message.Tenant), KeyOf(waiting))
    {
        [nameof(WaitingMessage.Destination)] = waiting.Destination,
        [nameof(Wait.Until)] = waiting.Wait.Until,
        [nameof(Wait.Reason)] = waiting.Wait.Reason.ToString(),
        [nameof(Wait.Cause)] = LedgerRow.Text(waiting.Wait.Cause),
        [Since] = waiting.Since,

        // As bytes: a text column holds 32,000 characters.
        [Body] = Encoding.UTF8.GetBytes(AlertMessage.Pack([waiting.Message]).Single()),
    };

    private static WaitingMessage Read(Row row)
    {
        byte[] body = row.Bytes(Body) ?? throw new FormatException("It has no Body.");
        string destination = row.Text(nameof(WaitingMessage.Destination)) ?? throw new FormatException("It has no Destination.");
        DateTimeOffset until = row.Time(nameof(Wait.Until)) ?? throw new FormatException("It has no Until.");
        WaitReason reason = Enum.TryParse(row.Text(nameof(Wait.Reason)), out WaitReason known) ? known : throw new FormatException("Its Reason is not known.");
        return new WaitingMessage(
            AlertMessage.Read(Encoding.UTF8.GetString(body)).Single(), destination, new Wait(reason, until, row.Text(nameof(Wait.Cause)) ?? ""), row.Time(Since) ?? until)
        {
            Release = row.Text(Release), Row = (row.Partition, row.Key),
        };
    }

    private static string PartitionOf(string tenant) => $"{Partition}|{LedgerKey.Encode(tenant)}";

    private static string KeyOf(WaitingMessage waiting)
    {
        LedgerKey key = LedgerKey.Of(waiting.Message.Key);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{waiting.Destination.ToLowerInvariant()}\n{key.Partition}\n{key.Row}")));
    }
}
