namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>What a digest says is the sum of its lines, and those are the runs that the ledger says it stands for.</summary>
internal sealed class DigestsAddUp : Rule
{
    public override string Name => "digests add up";

    public override IEnumerable<string> Broken(Hearing hearing) => hearing.Channels.SelectMany(channel => hearing.Digests(channel)
        .SelectMany(digest => Of(hearing, channel, digest.Key, Copies(hearing, channel, digest)).Concat(Repeats(channel, digest)))
        .Concat(Unknown(hearing, channel)).Concat(Following(hearing, channel)));

    // Of what may have been told before, with fewer runs in it, the last one counts.
    private static Post[] Copies(Hearing hearing, string channel, IGrouping<string, Post> digest) =>
        [.. digest.GroupBy(post => post.Card.Series.Card)
            .Select(copies => copies.MaxBy(copy => (copy.Card.Count == hearing.Parts(channel, digest.Key).Count, copy.Number))!)];

    private static IEnumerable<string> Repeats(string channel, IEnumerable<Post> digest) => digest.GroupBy(post => post.Card.Series.Card)
        .SelectMany(copies => copies.OrderBy(copy => copy.Number).Skip(1).Where(copy => !copy.Card.IsLabelled))
        .Select(copy =>
            $"\"{copy.Card.Headline}\" came to {channel} again at {Said.At(copy.At)}, and nothing says that it may be a repeat.");

    // What a failure's card says of those that failed after it.
    private static IEnumerable<string> Following(Hearing hearing, string channel) =>
        from post in hearing.Arrived(channel)
        where post.Card.Kind == CardKind.Failure
        let parts = hearing.Parts(channel, post.Card.RunId).Count(part => part.Tenant == post.Card.Tenant && part.Name != post.Card.Name)
        where parts > post.Card.Following
        select $"\"{post.Card.Headline}\" at {channel}, {Said.At(post.At)}, says that {post.Card.Following} failed after it; the ledger "
            + $"says that it stands for {parts}.";

    private static IEnumerable<string> Of(Hearing hearing, string channel, string id, Post[] cards)
    {
        string title = $"\"{cards[0].Card.Headline}\" at {channel}, {Said.At(cards[0].At)}";
        IReadOnlyList<PastRun> parts = hearing.Parts(channel, id);
        int listed = cards.Sum(post => post.Card.Lines.Sum(line => line.Count));
        int unlisted = cards.Sum(post => post.Card.Unlisted);
        int said = cards[0].Card.Count;
        if (said != listed + unlisted && cards.Length == cards[0].Card.Series.Cards)
        {
            yield return $"{title}: its lines count {listed}{(unlisted > 0 ? $", and {unlisted} that are not listed" : "")}.";
        }

        if (said != parts.Count)
        {
            yield return $"{title}: the ledger says that it stands for {parts.Count}.";
        }

        if (unlisted == 0 && cards.Length == cards[0].Card.Series.Cards)
        {
            foreach ((string Name, string Outcome) group in parts.Select(part => (part.Name, part.Outcome)).Distinct())
            {
                int there = cards.Sum(post => post.Card.Lines.Where(line => (line.Name, line.Outcome) == group).Sum(line => line.Count));
                int owed = parts.Count(part => (part.Name, part.Outcome) == group);
                if (there != owed)
                {
                    yield return $"{title}: it counts {there} {group.Outcome} of {group.Name}, and stands for {owed}.";
                }
            }
        }
    }

    private static IEnumerable<string> Unknown(Hearing hearing, string channel) => hearing.Arrived(channel)
        .Where(post => post.Card.Kind == CardKind.Digest && post.Card.Lines.All(line => line.Outcome != "late")
            && hearing.DigestOf(post) is null)
        .Select(post => $"\"{post.Card.Headline}\" came to {channel} at {Said.At(post.At)}, and the ledger names no run that it told of.");
}
