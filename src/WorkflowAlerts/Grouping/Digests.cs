using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Grouping;

/// <summary>Makes few messages of many alerts.</summary>
internal static class Digests
{
    // Names in a list need not be whole.
    private const int NameLength = 120;

    /// <summary>The cards of a digest for one destination, at most <paramref name="maxCards"/>. The same alerts make the same messages, so that none is sent twice.</summary>
    public static IReadOnlyList<Alert> Of(IReadOnlyCollection<Alert> alerts, string destination, DigestReason reason, string cause, int maxCards)
    {
        DigestGroup[] groups = [.. alerts.SelectMany(Groups).GroupBy(group => (group.Tenant, group.WorkflowType, group.WorkflowName, group.ErrorType, group.Outcome)).Select(Together)
            .OrderByDescending(group => group.Count).ThenBy(group => group.First).ThenBy(group => group.WorkflowName, StringComparer.Ordinal)];
        DigestGroup[][] cards = [.. groups.Take(Digest.MostGroups * maxCards).Chunk(Digest.MostGroups)];
        string id = Id(alerts, destination, reason);
        DateTimeOffset last = alerts.Max(alert => alert.Key.At);
        return [.. cards.Select((card, i) => new Alert
        {
            Tenant = alerts.First().Tenant,
            RunId = cards.Length == 1 ? id : $"{id}-{i + 1}",
            Outcome = Outcome.Failed,
            EndedAt = last,
            To = [destination],
            PossibleRepeat = alerts.Any(alert => alert.PossibleRepeat),
            Digest = new Digest
            {
                Reason = reason,
                Cause = BoundedText.Shorten(cause, NameLength),
                Count = groups.Sum(group => group.Count) + alerts.Sum(alert => alert.Digest?.Unlisted ?? 0),
                First = groups.Min(group => group.First),
                Last = last,
                Card = i + 1,
                Cards = cards.Length,
                Groups = card,
                Unlisted = i == cards.Length - 1 ? groups.Skip(Digest.MostGroups * maxCards).Sum(group => group.Count) + alerts.Sum(alert => alert.Digest?.Unlisted ?? 0) : 0,
            },
        })];
    }

    // A digest that was kept is taken apart again.
    private static IEnumerable<DigestGroup> Groups(Alert alert) => alert.Digest?.Groups ??
    [
        new DigestGroup
        {
            Tenant = alert.Tenant,
            WorkflowType = BoundedText.Shorten(alert.WorkflowType, NameLength),
            WorkflowName = BoundedText.Shorten(alert.WorkflowName, NameLength),
            ErrorType = BoundedText.Shorten(alert.ErrorType, NameLength),
            Outcome = alert.Outcome,
            Count = 1,
            First = alert.Key.At,
            Last = alert.Key.At,
            RunIds = [BoundedText.Shorten(alert.RunId, NameLength)],
        },
    ];

    private static DigestGroup Together(IEnumerable<DigestGroup> groups)
    {
        DigestGroup[] parts = [.. groups.OrderByDescending(group => group.Last).ThenBy(group => group.RunIds[0], StringComparer.Ordinal)];
        return parts[0] with
        {
            Count = parts.Sum(part => part.Count),
            First = parts.Min(part => part.First),
            RunIds = [.. parts.SelectMany(part => part.RunIds).Take(DigestGroup.MostRuns)],
        };
    }

    private static string Id(IEnumerable<Alert> alerts, string destination, DigestReason reason)
    {
        IEnumerable<string> keys = alerts.Select(alert => LedgerKey.Of(alert.Key)).Select(key => $"{key.Partition} {key.Row}").Order(StringComparer.Ordinal);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{reason} {destination.ToLowerInvariant()}\n{string.Join('\n', keys)}"));
        return $"digest-{Convert.ToHexStringLower(hash)[..20]}";
    }
}
