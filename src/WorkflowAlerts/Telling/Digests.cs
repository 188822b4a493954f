using WorkflowAlerts.Matching;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Makes few messages of many. The same messages make the same digest, so that none is sent twice.</summary>
public static class Digests
{
    private const string Prefix = "digest-";
    private const int HashLength = 20;

    /// <summary>Whether an id is a digest's.</summary>
    public static bool IsId(string id) => id.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The id that all cards of a digest share; of anything else, its own.</summary>
    public static string SetOf(string id) => IsId(id) && id.Length > Prefix.Length + HashLength ? id[..(Prefix.Length + HashLength)] : id;

    /// <summary>The id of the digest that tells of messages at a destination.</summary>
    public static string IdOf(IEnumerable<Message> messages, string destination, DigestReason reason)
    {
        IEnumerable<string> keys = messages.Select(message => message.Key)
            .Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Tenant} {key.Id} {key.Outcome} {key.At.UtcTicks}")).Order(StringComparer.Ordinal);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{reason} {destination.ToLowerInvariant()}\n{string.Join('\n', keys)}"));
        return Prefix + Convert.ToHexStringLower(hash)[..HashLength];
    }

    /// <summary>The cards of a digest for one destination.</summary>
    /// <param name="messages">What it tells of; of one tenant.</param>
    /// <param name="destination">To whom.</param>
    /// <param name="reason">Why they are told together.</param>
    /// <param name="cause">What they follow from, or what silenced them.</param>
    /// <param name="mostCards">The most cards.</param>
    /// <param name="id">Its id, where it was begun before.</param>
    /// <returns>The cards, and by message the card that tells of it.</returns>
    public static (IReadOnlyList<Digest> Cards, IReadOnlyDictionary<MessageKey, Digest> Tellers) Of(
        IReadOnlyCollection<Message> messages, string destination, DigestReason reason, string cause, int mostCards, string? id = null)
    {
        RunGroup[] groups = RunGroup.Together(messages.SelectMany(message => message.Groups));
        int unlistedBefore = messages.Sum(message => message.UnlistedRuns);
        RunGroup[][] lines = [.. groups.Take(Digest.MostGroups * mostCards).Chunk(Digest.MostGroups)];
        int unlisted = groups.Skip(Digest.MostGroups * mostCards).Sum(group => group.Count) + unlistedBefore;
        id ??= IdOf(messages, destination, reason);
        DateTimeOffset last = messages.Max(message => message.Key.At);
        Digest[] cards =
        [
            .. lines.Select((card, i) => new Digest
            {
                Tenant = messages.First().Tenant,
                Id = lines.Length == 1 ? id : $"{id}-{i + 1}",
                To = [destination],
                PossibleRepeat = messages.Any(message => message.PossibleRepeat),
                Reason = reason,
                Cause = BoundedText.Shorten(cause, BoundedText.ListedLength),
                Count = groups.Sum(group => group.Count) + unlistedBefore,
                First = groups.Min(group => group.First),
                Last = last,
                Number = i + 1,
                Cards = lines.Length,
                AllRecovered = groups.All(group => group.Outcome == Outcome.Succeeded) && unlistedBefore == 0,
                Lines = card,
                Unlisted = i == lines.Length - 1 ? unlisted : 0,
            }),
        ];
        return (cards, Tellers(messages, cards));
    }

    // What is on no card is counted on the last.
    private static Dictionary<MessageKey, Digest> Tellers(IReadOnlyCollection<Message> messages, Digest[] cards)
    {
        Dictionary<object, Digest> byLine = [];
        foreach (Digest card in cards)
        {
            foreach (RunGroup line in card.Lines)
            {
                byLine[line.Concern] = card;
            }
        }

        Dictionary<MessageKey, Digest> tellers = [];
        foreach (Message message in messages)
        {
            tellers[message.Key] = byLine.GetValueOrDefault(message.Groups[0].Concern, cards[^1]);
        }

        return tellers;
    }
}
