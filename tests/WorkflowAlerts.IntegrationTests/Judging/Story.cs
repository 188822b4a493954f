using WorkflowAlerts.Sending;
using System.Text;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Tells a trial from its beginning to what was wrong with it.</summary>
internal static class Story
{
    private const int MostFaults = 12;
    private const int MostLines = 60;

    public static string Of(Verdict verdict)
    {
        StringBuilder story = new();
        story.AppendLine("The settings");
        foreach (string line in Lines(verdict.Trial.Setup))
        {
            story.AppendLine($"  {line}");
        }

        story.AppendLine($"What happened, from {verdict.Trial.Start:yyyy-MM-dd HH:mm} UTC on");
        Append(story, Events(verdict.Trial));
        IReadOnlyList<Post> posts = verdict.Evidence?.Posts ?? [];
        foreach (IGrouping<string, Post> channel in posts.GroupBy(post => post.Channel).OrderBy(posts => posts.Key, StringComparer.Ordinal))
        {
            story.AppendLine($"What came to {channel.Key}");
            Append(story, channel.Select(Line));
        }

        story.AppendLine("What was wrong");
        foreach ((string rule, string sentence) in verdict.Faults.Take(MostFaults))
        {
            story.AppendLine($"  {sentence} [{rule}]");
        }

        if (verdict.Faults.Count > MostFaults)
        {
            story.AppendLine($"  and {verdict.Faults.Count - MostFaults} more");
        }

        return story.ToString();
    }

    public static string OneLine(Setup setup) => string.Join(" | ", Lines(setup));

    private static IEnumerable<string> Lines(Setup setup)
    {
        yield return $"{string.Join(", ", setup.Tenants)} → {string.Join(", ", setup.Channels)}; default "
            + $"{string.Join(", ", setup.DefaultTo)}; operations {setup.Operations}; "
            + $"threshold {setup.Threshold}, {setup.MaxCards} cards, cascades {(setup.Cascade ? "on" : "off")}";
        foreach (SetupRoute route in setup.Routes)
        {
            yield return $"route: {route}";
        }
    }

    private static IEnumerable<string> Events(Trial trial) => trial.Runs.Select(run => (run.EndedAt, Line(run)))
        .Concat(trial.Happenings.Select(happening => (happening.At, $"{happening}")))
        .OrderBy(happening => happening.Item1).Select(happening => $"{Said.At(happening.Item1)} {happening.Item2}");

    private static string Line(PastRun run) =>
        $"{run.Name} ({run.Type}) in {run.Tenant} {run.How.ToString().ToLowerInvariant()}, "
            + $"{run.Id}{(run.Attribution == "none" ? "" : $", {run.Attribution}")}"
        + (run.Late > TimeSpan.Zero ? $", visible {run.Late.TotalMinutes:0} min later" : "");

    private static string Line(Post post)
    {
        ShownCard card = post.Card;
        string[] more =
        [
            .. card.RunId.Length > 0 ? new[] { card.RunId } : [],
            .. card.GoodRun.Length > 0 ? new[] { card.GoodRun } : [],
            .. card.Lines.Take(4).Select(line => $"{line.Name}: {line.Text}"),
            .. card.Following > 0 ? new[] { $"{card.Following} more failed after it: {card.FollowingNames}" } : [],
            .. card.FailedBefore.Select(run => $"before: {run}"),
            .. card.FailedRuns.Select(run => $"failed run: {run}"),
            .. card.IsLabelled ? new[] { "possible repeat" } : [],
            .. post.Answer == Answer.Accepted ? [] : new[] { $"answer: {post.Answer}" },
        ];
        return $"{Said.At(post.At)} {card.Headline}{(more.Length == 0 ? "" : $" [{string.Join("; ", more)}]")}";
    }

    private static void Append(StringBuilder story, IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        foreach (string line in all.Take(MostLines))
        {
            story.AppendLine($"  {line}");
        }

        if (all.Length > MostLines)
        {
            story.AppendLine($"  and {all.Length - MostLines} more");
        }
    }
}
