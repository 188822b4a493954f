using System.Text.Json;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>The columns of a ledger row: what a person looks for, and one per destination, so that a write for one cannot undo another's.</summary>
internal static class LedgerRow
{
    public const string EndedAt = nameof(EndedAt);
    public const string SeenAt = nameof(SeenAt);
    public const string Muted = nameof(Muted);

    private const string DestinationPrefix = "to_";
    private const int DetailLength = 300;
    private const int TextLength = 300;

    /// <summary>The row of a message that is on the queue, or that another message tells of.</summary>
    public static Row Seen(LedgerNote note, DateTimeOffset at)
    {
        Message message = note.Message;
        RunGroup? run = message.Groups.FirstOrDefault();
        Row row = Of(message.Key);
        row["Tenant"] = Text(message.Tenant);
        row["RunId"] = Text(message.Id);
        row["Outcome"] = message.Key.Outcome.ToString();
        row["Attribution"] = (message is Digest ? Attribution.None : run?.Attribution ?? Attribution.None).ToString();
        row["WorkflowType"] = message is Digest ? "" : Text(run?.WorkflowType ?? "");
        row["WorkflowName"] = message is Digest ? "" : Text(run?.WorkflowName ?? "");
        row[EndedAt] = message.Key.At;
        row[SeenAt] = at;
        row[Muted] = note.Muted ? true : null;
        foreach ((string destination, DeliveryEntry entry) in note.Entries)
        {
            row[Column(destination)] = Json(entry);
        }

        return row;
    }

    /// <summary>
    /// A row that says how it stands at one destination; or the whole row: a message can come faster than the poller's own note of it. Then the row starts here, and
    /// the note is merged into it.
    /// </summary>
    public static Row Of(Message message, bool isFirst, string destination, DeliveryEntry entry, DateTimeOffset at)
    {
        Row row = isFirst ? Seen(new LedgerNote(message, new Dictionary<string, DeliveryEntry>()), at) : Of(message.Key);
        row[Column(destination)] = Json(entry);
        return row;
    }

    /// <summary>Sets how it stands at a destination.</summary>
    public static void Set(Row row, string destination, DeliveryEntry entry) => row[Column(destination)] = Json(entry);

    public static LedgerRecord Record(Row row) => new()
    {
        Tenant = row.Text("Tenant") ?? "",
        RunId = row.Text("RunId") ?? "",
        Outcome = Enum.TryParse(row.Text("Outcome"), out Outcome outcome) ? outcome : Outcome.Failed,
        Attribution = Enum.TryParse(row.Text("Attribution"), out Attribution attribution) ? attribution : Attribution.None,
        WorkflowType = row.Text("WorkflowType") ?? "",
        WorkflowName = row.Text("WorkflowName") ?? "",
        EndedAt = row.Time(EndedAt) ?? DateTimeOffset.UnixEpoch,
        SeenAt = row.Time(SeenAt),
        Muted = row.Flag(Muted) ?? false,
        Entries = Entries(row),
    };

    /// <summary>How it stands at each destination, by name. A column that cannot be read counts as none.</summary>
    public static IReadOnlyDictionary<string, DeliveryEntry> Entries(Row row)
    {
        Dictionary<string, DeliveryEntry> entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (string column in row.Columns.Keys.Where(column => column.StartsWith(DestinationPrefix, StringComparison.Ordinal)))
        {
            if (Entry(row.Text(column)) is { } entry)
            {
                entries[column[DestinationPrefix.Length..].Replace('_', '-')] = entry;
            }
        }

        return entries;
    }

    /// <summary>The columns of destinations that hold something, which cannot be read.</summary>
    public static IEnumerable<string> Unreadable(Row row) => row.Columns.Keys
        .Where(column => column.StartsWith(DestinationPrefix, StringComparison.Ordinal) && Entry(row.Text(column)) is null);

    /// <summary>Text as storage takes it: it refuses halves of surrogate pairs and most control characters, and one such text must not stop a page.</summary>
    public static string Text(string text) =>
        string.Concat(BoundedText.Shorten(text, TextLength).EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) ? " " : rune.ToString()));

    private static Row Of(MessageKey key) => LedgerKey.Of(key) is var at ? new Row(at.Partition, at.Row) : throw new InvalidOperationException();

    private static DeliveryEntry? Entry(string? json)
    {
        try
        {
            DeliveryEntry? entry = json is null ? null : JsonSerializer.Deserialize(json, LedgerJson.Default.DeliveryEntry);
            return entry is not null && Enum.IsDefined(entry.State) ? entry : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Json(DeliveryEntry entry)
    {
        string detail = entry.Detail.Length <= DetailLength ? entry.Detail : entry.Detail[..DetailLength];
        return JsonSerializer.Serialize(entry with { Detail = detail }, LedgerJson.Default.DeliveryEntry);
    }

    // A destination's name has letters, digits and hyphens, and case does not matter in it; a column's name has no hyphens.
    private static string Column(string destination) => DestinationPrefix + destination.ToLowerInvariant().Replace('-', '_');
}
