using System.Text.RegularExpressions;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>Every sentence on a card is true.</summary>
internal sealed partial class CardsAreTrue : Rule
{
    public override string Name => "what a card says is true";

    public override IEnumerable<string> Broken(Hearing hearing) =>
        hearing.Channels.SelectMany(hearing.Arrived).SelectMany(post => post.Card.Kind switch
    {
        CardKind.Healed => Healed(hearing, post),
        CardKind.Recovery => Recovery(hearing, post),
        CardKind.Digest => Digest(hearing, post),
        CardKind.Late => [$"\"{post.Card.Headline}\" came to {post.Channel} at {Said.At(post.At)}, and no run was late."],
        _ => [],
    }).Concat(hearing.Channels.SelectMany(hearing.Arrived).SelectMany(Causes));

    // That one failed after the other is known, and not why.
    private static IEnumerable<string> Causes(Post post)
    {
        if (Because().IsMatch(post.Card.Text))
        {
            yield return $"\"{post.Card.Headline}\" at {post.Channel}, {Said.At(post.At)}, says that others failed because of it, which "
                + $"nobody knows.";
        }
    }

    // "Nobody was told before."
    private static IEnumerable<string> Healed(Hearing hearing, Post post)
    {
        Incident? incident = hearing.Oracle.Incidents
            .FirstOrDefault(one => one.Failures.Any(run => run.Tenant == post.Card.Tenant && post.Card.FailedRuns.Contains(run.Id)));
        Post? before = incident?.Failures.SelectMany(run => hearing.Telling(run, post.Channel))
            .Where(told => told.Number < post.Number && told.Card.Kind != CardKind.Healed).MinBy(told => told.Number);
        if (before is not null)
        {
            yield return $"\"{post.Card.Headline}\" at {post.Channel}, {Said.At(post.At)}, says that nobody was told before; "
                + $"\"{before.Card.Headline}\" came there at {Said.At(before.At)}.";
        }
    }

    private static IEnumerable<string> Recovery(Hearing hearing, Post post)
    {
        Incident? incident = hearing.Oracle.Incidents
            .FirstOrDefault(one => one.EndedBy.Any(run => run.Tenant == post.Card.Tenant && run.Id == post.Card.GoodRun));
        if (incident is null || incident.Failures.Count >= 100)
        {
            yield break;
        }

        string counted = incident.Failures.Count == 1 ? "One run failed" : $"{incident.Failures.Count} runs failed";
        if (!post.Card.Text.Contains(counted, StringComparison.Ordinal))
        {
            yield return $"\"{post.Card.Headline}\" at {post.Channel}, {Said.At(post.At)}, does not say \"{counted}\", which is so.";
        }
    }

    // Nobody has to begin anywhere where everything works.
    private static IEnumerable<string> Digest(Hearing hearing, Post post)
    {
        string[] working = [.. post.Card.Lines
            .Where(line => line.Outcome == "succeeded" || line.Text.Contains("recovered", StringComparison.Ordinal))
                .Select(line => line.Name)];
        bool isOver = post.Card.Unlisted == 0 && post.Card.Series.Cards == 1
            && post.Card.Lines.All(line => working.Contains(line.Name) && !Fails(hearing, post, line.Name));
        if (isOver && (post.Card.IsRed || post.Card.Text.Contains("Begin with the largest", StringComparison.OrdinalIgnoreCase)))
        {
            yield return $"\"{post.Card.Headline}\" at {post.Channel}, {Said.At(post.At)}, is {(post.Card.IsRed ? "red" : "urgent")}"
                + $"{(post.Card.Text.Contains("Begin with", StringComparison.Ordinal) ? " and says where to begin" : "")}, and all of its "
                + $"workflows work again.";
        }
    }

    // It may have failed again since.
    private static bool Fails(Hearing hearing, Post post, string name) => hearing.Trial.Runs
        .Where(run => run.Tenant == post.Card.Tenant && run.Name == name && run.VisibleAt <= post.At)
        .Where(run => run.How is RunEnding.Failed or RunEnding.Succeeded)
        .GroupBy(run => run.Workflow).Any(runs => runs.MaxBy(run => run.EndedAt)!.How == RunEnding.Failed);

    [GeneratedRegex(@"(?<!possibly )because of it|They follow from", RegexOptions.CultureInvariant)]
    private static partial Regex Because();
}
