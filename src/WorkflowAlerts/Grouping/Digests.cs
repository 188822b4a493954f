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
        DigestGroup[] groups = [.. alerts.GroupBy(alert => (WorkflowKey.Of(alert), alert.ErrorType, alert.Outcome)).Select(Group)
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
            Digest = new Digest
            {
                Reason = reason,
                Cause = BoundedText.Shorten(cause, NameLength),
                Count = alerts.Count,
                First = alerts.Min(alert => alert.Key.At),
                Last = last,
                Card = i + 1,
                Cards = cards.Length,
                Groups = card,
                Unlisted = i == cards.Length - 1 ? groups.Skip(Digest.MostGroups * maxCards).Sum(group => group.Count) : 0,
            },
        })];
    }

    private static DigestGroup Group(IEnumerable<Alert> alerts)
    {
        Alert[] runs = [.. alerts.OrderByDescending(alert => alert.Key.At).ThenBy(alert => alert.RunId, StringComparer.Ordinal)];
        return new DigestGroup
        {
            Tenant = runs[0].Tenant,
            WorkflowType = BoundedText.Shorten(runs[0].WorkflowType, NameLength),
            WorkflowName = BoundedText.Shorten(runs[0].WorkflowName, NameLength),
            ErrorType = BoundedText.Shorten(runs[0].ErrorType, NameLength),
            Outcome = runs[0].Outcome,
            Count = runs.Length,
            First = runs[^1].Key.At,
            Last = runs[0].Key.At,
            RunIds = [.. runs.Take(DigestGroup.MostRuns).Select(run => BoundedText.Shorten(run.RunId, NameLength))],
        };
    }

    private static string Id(IEnumerable<Alert> alerts, string destination, DigestReason reason)
    {
        IEnumerable<string> keys = alerts.Select(alert => LedgerKey.Of(alert.Key)).Select(key => $"{key.Partition} {key.Row}").Order(StringComparer.Ordinal);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{reason} {destination.ToLowerInvariant()}\n{string.Join('\n', keys)}"));
        return $"digest-{Convert.ToHexStringLower(hash)[..20]}";
    }
}
