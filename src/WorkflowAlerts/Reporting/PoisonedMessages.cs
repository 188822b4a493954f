using System.Text;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Reporting;

/// <summary>
/// Keeps queue messages that could not be handled, for somebody to look at and to send again: a partition of the ledger's table. Kept
/// messages have no end time, so
/// that the daily sweep leaves them alone; noted reasons have one.
/// </summary>
public sealed class PoisonedMessages(IStorage storage, DamagedRows damaged, TimeProvider time) : IRowReader
{
    /// <summary>The partition; no tenant's day looks like it.</summary>
    internal const string Partition = "~poison";

    private const string Body = nameof(Body);
    private const string Reason = nameof(Reason);
    private const string KeptAt = nameof(KeptAt);
    private const string EndedAt = nameof(EndedAt);
    private const string NoReason = "No reason was noted; the log of that time has it.";

    private readonly ITable _table = storage.Table(StorageNames.Deliveries);

    /// <summary>
    /// Notes why a message failed, in case it is poisoned later: the queue itself keeps no reason. Forgotten with the ledger's days if it
    /// never is.
    /// </summary>
    public Task NoteReason(string body, string reason, CancellationToken cancellationToken)
    {
        Row row = new(Partition, PoisonedMessage.IdOf(body)) { [Reason] = RowText.Of(reason), [EndedAt] = time.GetUtcNow() };
        return _table.Write([RowChange.Merge(row)], cancellationToken);
    }

    /// <summary>Keeps a message with the reason that was noted. Keeping it again changes nothing.</summary>
    public async Task Keep(string body, CancellationToken cancellationToken)
    {
        string id = PoisonedMessage.IdOf(body);
        Row? noted = await _table.Find(Partition, id, cancellationToken);
        if (noted is not null && IsKept(noted) && damaged.Read(noted, StorageNames.Deliveries, Read) is not null)
        {
            return;
        }

        // As bytes: a text column holds 32,000 characters, and a message may have 48 KiB. Replaced, so that no end time stays.
        Row row = new(Partition, id)
        {
            [Body] = Encoding.UTF8.GetBytes(body), [KeptAt] = time.GetUtcNow(), [Reason] = noted?.Text(Reason) ?? NoReason,
        };
        await _table.Write([RowChange.Replace(row)], cancellationToken);
    }

    /// <summary>All kept messages, the oldest first.</summary>
    public async Task<IReadOnlyList<PoisonedMessage>> All(CancellationToken cancellationToken) => await _table
        .Range(RowRange.Of(Partition), cancellationToken)
        .Where(IsKept)
        .Select(row => damaged.Read(row, StorageNames.Deliveries, Read))
        .OfType<PoisonedMessage>()
        .OrderBy(message => message.KeptAt)
        .ToListAsync(cancellationToken);

    /// <summary>Notes how far a message's announcement has come.</summary>
    public Task Note(PoisonedMessage message, CancellationToken cancellationToken)
    {
        Row row = new(Partition, message.Id)
        {
            [nameof(PoisonedMessage.Announcement)] = message.Announcement, [nameof(PoisonedMessage.Told)] = message.Told,
        };
        return _table.Write([RowChange.Merge(row)], cancellationToken);
    }

    /// <summary>Forgets a message.</summary>
    public Task Remove(string id, CancellationToken cancellationToken) => _table.Write([RowChange.Delete(Partition, id)], cancellationToken);

    /// <summary>How many messages are kept.</summary>
    public async Task<int> Count(CancellationToken cancellationToken) => (await All(cancellationToken)).Count;

    string IRowReader.Table => StorageNames.Deliveries;

    bool IRowReader.Reads(string partition) => partition == Partition;

    void IRowReader.Try(Row row)
    {
        if (IsKept(row))
        {
            Read(row);
        }
    }

    // A noted reason is none yet.
    private static bool IsKept(Row row) => row.Columns.ContainsKey(Body) || row.Time(EndedAt) is null;

    private static PoisonedMessage Read(Row row)
    {
        PoisonedMessage message = new()
        {
            Id = row.Key,
            Body = Encoding.UTF8.GetString(row.NeedBytes(Body)),
            Reason = row.MayText(Reason) ?? "",
            KeptAt = row.NeedTime(KeptAt),
            Announcement = row.MayText(nameof(PoisonedMessage.Announcement)),
            Told = row.MayFlag(nameof(PoisonedMessage.Told)) ?? false,
        };
        row.MustHaveKey(Partition, PoisonedMessage.IdOf(message.Body));
        return message;
    }
}
