using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using System.Globalization;
using System.Text.RegularExpressions;
using WorkflowAlerts.Cli.Displaying;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Reads what arrived, from the payload alone, as whoever gets it does.</summary>
internal static partial class CardReader
{
    public static ShownCard Read(ReadOnlyMemory<byte> payload)
    {
        ShownMessage message = ShownMessage.Read(payload.Span.IndexOf("adaptive"u8) >= 0 ? TeamsChat.Kind : SlackChat.Kind, payload);
        string headline = message.Parts[0].Text;
        string text = string.Join('\n',
            message.Parts.Select(part => part.Kind == PartKind.Fact ? $"{part.Label}: {part.Text}" : part.Text));
        MessagePart[] facts = [.. message.Parts.Where(part => part.Kind == PartKind.Fact)];
        DigestLine[] lines = [.. facts.Where(fact => Runs().IsMatch(fact.Text)).Select(Line)];
        CardKind kind = KindOf(headline, lines.Length > 0);
        ShownCard card = new(kind, headline, message.Tone == Tone.Bad, text);
        return kind switch
        {
            CardKind.Digest => Digest(card, facts, lines),
            CardKind.Report => card with { Name = headline.Split(": ", 2)[^1] },
            _ => OfWorkflow(card, facts),
        };
    }

    private static CardKind KindOf(string headline, bool hasLines) => headline switch
    {
        _ when hasLines => CardKind.Digest,
        _ when headline.StartsWith("Workflow works again", StringComparison.Ordinal) => CardKind.Recovery,
        _ when headline.StartsWith("Workflow failed and recovered", StringComparison.Ordinal) => CardKind.Healed,
        _ when Failure().IsMatch(headline) => CardKind.Failure,
        _ when headline.StartsWith("Workflow ", StringComparison.Ordinal) && headline.Contains(" in ", StringComparison.Ordinal) =>
            CardKind.Late,
        _ => CardKind.Report,
    };

    private static ShownCard OfWorkflow(ShownCard card, MessagePart[] facts)
    {
        Match subject = Subject().Match(card.Headline);
        Match following = Following().Match(card.Text);
        return card with
        {
            Name = subject.Groups["name"].Value,
            Tenant = subject.Groups["tenant"].Value,
            RunId = Fact(facts, "Run id").FirstOrDefault() ?? "",
            EndedAt = Fact(facts, "Ended").Select(Time).FirstOrDefault(),
            GoodRun = Fact(facts, "Good run").FirstOrDefault() ?? "",
            FailedRuns = [.. Fact(facts, "Failed run")],
            FailedBefore = [.. Fact(facts, "Failed before")],
            Following = following.Success ? Number(following.Groups["count"].Value) : 0,
            FollowingNames = following.Groups["names"].Value,
        };
    }

    private static ShownCard Digest(ShownCard card, MessagePart[] facts, DigestLine[] lines)
    {
        Match series = Series().Match(card.Text);
        return card with
        {
            Tenant = card.Headline.Split(": ")[^1],
            Lines = lines,
            Count = Count().Match(card.Headline) is { Success: true } count ? Number(count.Value) : 0,
            Unlisted = facts.Where(fact => fact.Label.StartsWith("In further", StringComparison.Ordinal))
                .Sum(fact => Number(Count().Match(fact.Text).Value)),
            Series = series.Success ? (Number(series.Groups[1].Value), Number(series.Groups[2].Value)) : (1, 1),
        };
    }

    private static DigestLine Line(MessagePart fact)
    {
        string[] ids = [.. Runs().Match(fact.Text).Groups["ids"].Value.Split(", ").Where(id => id.Length > 0)];
        int more = More().Match(fact.Text) is { Success: true } others ? Number(others.Groups["more"].Value) : 0;
        string outcome = fact.Text switch
        {
            _ when fact.Text.Contains("works again", StringComparison.Ordinal) => "succeeded",
            _ when fact.Text.Contains("canceled", StringComparison.Ordinal) || fact.Text.Contains("stopped", StringComparison.Ordinal) =>
                "canceled",
            _ when fact.Text.Contains("later than usual", StringComparison.Ordinal)
                || fact.Text.Contains("failing", StringComparison.Ordinal) => "late",
            _ => "failed",
        };
        int count = outcome == "succeeded" ? ids.Length + more : Number(Count().Match(fact.Text).Value);
        return new DigestLine(fact.Label, outcome, count, ids, fact.Text);
    }

    private static IEnumerable<string> Fact(MessagePart[] facts, string label) =>
        facts.Where(fact => fact.Label == label).Select(fact => fact.Text);

    private static DateTimeOffset? Time(string text) =>
        Clock().Match(text) is { Success: true } clock
        && DateTimeOffset.TryParse(clock.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time : null;

    private static int Number(string text) =>
        text.StartsWith("One", StringComparison.Ordinal) ? 1 : int.TryParse(text, out int number) ? number : 0;

    [GeneratedRegex(@"^Workflow (failed|failed again|canceled|stopped by hand|ended with an error): ", RegexOptions.CultureInvariant)]
    private static partial Regex Failure();

    [GeneratedRegex(@": (?<name>.*) in (?<tenant>\S+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\b(?<count>One|[0-9]+) more (workflow runs? )?failed after it[^:]*: (?<names>.*)\.", RegexOptions.CultureInvariant)]
    private static partial Regex Following();

    [GeneratedRegex(@"\bRuns?: (?<ids>.*?)(, and [0-9]+ more)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Runs();

    [GeneratedRegex(@", and (?<more>[0-9]+) more\z", RegexOptions.CultureInvariant)]
    private static partial Regex More();

    [GeneratedRegex(@"^(One|[0-9]+)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Count();

    [GeneratedRegex(@"\bCard ([0-9]+) of ([0-9]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Series();

    [GeneratedRegex(@"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(:[0-9]{2})?", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
