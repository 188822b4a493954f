using System.Text.Json;
using Azure.Data.Tables;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Storage;

/// <summary>The columns of a ledger row: what a person looks for, and one per destination, so that a write for one cannot undo another's.</summary>
internal static class LedgerRow
{
    public const string EndedAt = nameof(EndedAt);
    public const string SeenAt = nameof(SeenAt);
    public const string Muted = nameof(Muted);

    private const string DestinationPrefix = "to_";
    private const string DigestPrefix = "digest-";
    private const int DigestLength = 27;
    private const int DetailLength = 300;
    private const int TextLength = 300;

    /// <summary>The row of an alert that is on the queue, or that another message tells of.</summary>
    public static TableEntity Seen(Alert alert, DateTimeOffset at, IReadOnlyDictionary<string, string>? folded = null)
    {
        TableEntity row = Key(alert.Key);
        row["Tenant"] = Text(alert.Tenant);
        row["RunId"] = Text(alert.RunId);
        row["Outcome"] = alert.Outcome.ToString();
        row["Attribution"] = alert.Attribution.ToString();
        row["WorkflowType"] = Text(alert.WorkflowType);
        row["WorkflowName"] = Text(alert.WorkflowName);
        row[EndedAt] = alert.Key.At;
        row[SeenAt] = at;
        foreach ((string destination, string into) in folded ?? new Dictionary<string, string>())
        {
            row[Column(destination)] = Json(new DeliveryEntry(DeliveryState.Folded, at, 0, into, at));
        }

        return row;
    }

    /// <summary>A row that says how it stands at one destination, and nothing else.</summary>
    public static TableEntity Of(AlertKey key, string destination, DeliveryEntry entry)
    {
        TableEntity row = Key(key);
        row[Column(destination)] = Json(entry);
        return row;
    }

    /// <summary>The same, or the whole row: a message can come faster than the poller's own note of it. Then the row starts here, and the note is merged into it.</summary>
    public static TableEntity Of(Alert alert, bool isFirst, string destination, DeliveryEntry entry, DateTimeOffset at)
    {
        TableEntity row = isFirst ? Seen(alert, at) : Key(alert.Key);
        row[Column(destination)] = Json(entry);
        return row;
    }

    public static DeliveryEntry? Entry(TableEntity row, string destination) =>
        row.GetString(Column(destination)) is { } json ? JsonSerializer.Deserialize(json, LedgerJson.Default.DeliveryEntry) : null;

    public static LedgerRecord Record(TableEntity row) => new()
    {
        Tenant = row.GetString("Tenant") ?? "",
        RunId = row.GetString("RunId") ?? "",
        Outcome = Enum.TryParse(row.GetString("Outcome"), out Outcome outcome) ? outcome : Outcome.Failed,
        Attribution = Enum.TryParse(row.GetString("Attribution"), out Attribution attribution) ? attribution : Attribution.None,
        WorkflowType = row.GetString("WorkflowType") ?? "",
        WorkflowName = row.GetString("WorkflowName") ?? "",
        EndedAt = row.GetDateTimeOffset(EndedAt) ?? DateTimeOffset.UnixEpoch,
        SeenAt = row.GetDateTimeOffset(SeenAt),
        Muted = row.GetBoolean(Muted) ?? false,
        Entries = Entries(row),
    };

    /// <summary>
    /// What could not be told by a row's message, which may have stood for others: by destination, the message; and for a digest, that there was one.
    /// </summary>
    public static IEnumerable<(string Destination, string Teller)> Untold(TableEntity row)
    {
        string teller = Teller(row.GetString("RunId") ?? "");
        return Entries(row).Where(entry => entry.Value.State is DeliveryState.Refused or DeliveryState.GaveUp).SelectMany(entry => new[]
        {
            (entry.Key.ToLowerInvariant(), teller), (entry.Key.ToLowerInvariant(), teller.StartsWith(DigestPrefix, StringComparison.Ordinal) ? DigestPrefix : teller),
        });
    }

    /// <summary>Lets the row's messages be sent again. Returns whether any is now open.</summary>
    /// <param name="row">The row.</param>
    /// <param name="delivered">Whether also those that arrived.</param>
    /// <param name="untold">What could not be told by the messages of other rows.</param>
    /// <param name="now">When this is.</param>
    public static bool Reopen(TableEntity row, bool delivered, IReadOnlySet<(string Destination, string Teller)> untold, DateTimeOffset now)
    {
        bool open = delivered || Record(row).IsUndelivered;
        if (delivered)
        {
            row.Remove(Muted);
        }

        foreach ((string destination, DeliveryEntry entry) in Entries(row))
        {
            bool again = entry.State switch
            {
                DeliveryState.Refused or DeliveryState.GaveUp => true,
                DeliveryState.Delivered => delivered,
                DeliveryState.Folded => delivered || untold.Contains((destination.ToLowerInvariant(), Teller(entry.Detail))),

                // Which summary told of it is not written down, so one that failed counts for all: rather told twice than never.
                DeliveryState.Kept => delivered || untold.Contains((destination.ToLowerInvariant(), DigestPrefix)),
                _ => false,
            };
            if (again)
            {
                bool mayHaveArrived = entry.MayHaveArrived || entry.State is DeliveryState.Delivered or DeliveryState.Kept || (delivered && entry.State == DeliveryState.Folded);
                row[Column(destination)] = JsonSerializer.Serialize(new DeliveryEntry(DeliveryState.Waiting, now, 0, "to be sent again", now, mayHaveArrived), LedgerJson.Default.DeliveryEntry);
                open = true;
            }
        }

        return open;
    }

    // All cards of a digest count as one.
    private static string Teller(string id) => id.StartsWith(DigestPrefix, StringComparison.Ordinal) && id.Length > DigestLength ? id[..DigestLength] : id;

    public static IReadOnlyDictionary<string, DeliveryEntry> Entries(TableEntity row) => row.Keys
        .Where(column => column.StartsWith(DestinationPrefix, StringComparison.Ordinal))
        .Select(column => column[DestinationPrefix.Length..].Replace('_', '-'))
        .ToDictionary(destination => destination, destination => Entry(row, destination)!, StringComparer.OrdinalIgnoreCase);

    private static TableEntity Key(AlertKey key)
    {
        LedgerKey ledgerKey = LedgerKey.Of(key);
        return new TableEntity(ledgerKey.Partition, ledgerKey.Row);
    }

    private static string Json(DeliveryEntry entry)
    {
        string detail = entry.Detail.Length <= DetailLength ? entry.Detail : entry.Detail[..DetailLength];
        return JsonSerializer.Serialize(entry with { Detail = detail }, LedgerJson.Default.DeliveryEntry);
    }

    // A destination's name has letters, digits and hyphens, and case does not matter in it; a column's name has no hyphens.
    private static string Column(string destination) => DestinationPrefix + destination.ToLowerInvariant().Replace('-', '_');

    // Storage refuses halves of surrogate pairs and most control characters, and one such text must not stop a page.
    public static string Text(string text) =>
        string.Concat(BoundedText.Shorten(text, TextLength).EnumerateRunes().Select(rune => System.Text.Rune.IsControl(rune) ? " " : rune.ToString()));
}
