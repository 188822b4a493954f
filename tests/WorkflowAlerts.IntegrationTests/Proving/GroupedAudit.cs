using WorkflowAlerts.Telling;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>
/// The same question where messages may stand for several runs, or wait: was each run named in some message to each of its destinations, and does each message
/// that tells again what an earlier one told say so?
/// </summary>
internal static class GroupedAudit
{
    private const string Label = "ossible repeat";
    private const string AboutTheProduct = "Whoever runs Workflow Alerts has to act.";

    public static Audit Of(IEnumerable<SimulatedRun> runs, World world)
    {
        HashSet<(string RunId, string Destination)> expected = [.. runs.Where(run => run.ExpectsAlert).SelectMany(run => Audit.Destinations(run).Select(to => (Audit.IdOf(run), to)))];
        ReceivedMessage[] messages = [.. world.SlackServer.Received.Concat(world.TeamsServer.Received).Where(message => !message.Body.Contains(AboutTheProduct, StringComparison.Ordinal)).OrderBy(message => message.At)];
        HashSet<(string RunId, string Destination)> named = [];
        HashSet<string> told = [];
        List<(ReceivedMessage Message, bool IsLabelled)> repeats = [];
        HashSet<(string, string)> inStorms = [];
        foreach (ReceivedMessage message in messages)
        {
            IReadOnlyList<string> ids = message.RunIds();
            bool isStorm = message.Headline().Contains("failed or were canceled", StringComparison.Ordinal);

            // The same message twice; or a storm's card with a run that another storm's card has told.
            bool isRepeat = !told.Add($"{message.Channel} {message.Headline()} {string.Join(' ', ids.Order(StringComparer.Ordinal))}") || (isStorm && ids.Any(id => inStorms.Contains((id, message.Channel))));
            if (isRepeat)
            {
                repeats.Add((message, message.Body.Contains(Label, StringComparison.Ordinal)));
            }

            named.UnionWith(ids.Select(id => (id, message.Channel)));
            if (isStorm)
            {
                inStorms.UnionWith(ids.Select(id => (id, message.Channel)));
            }
        }

        return new Audit
        {
            Expected = expected.Count,
            Delivered = expected.Count(named.Contains),
            Repeated = repeats.Count,
            Labelled = repeats.Count(repeat => repeat.IsLabelled),
            Silent = [.. repeats.Where(repeat => !repeat.IsLabelled).Select(repeat => Audit.InWords(repeat.Message))],
            Unexpected = Unexpected(named, expected, runs),
            MostRepeatedAtOneDestination = repeats.CountBy(repeat => repeat.Message.Channel).Select(count => count.Value).DefaultIfEmpty().Max(),
        };
    }

    // A recovery names the run that worked.
    private static int Unexpected(IEnumerable<(string RunId, string Destination)> named, HashSet<(string RunId, string Destination)> expected, IEnumerable<SimulatedRun> runs)
    {
        HashSet<string> good = [.. runs.Where(run => !run.ExpectsAlert).Select(Audit.IdOf)];
        return named.Count(pair => !expected.Contains(pair) && !good.Contains(pair.RunId));
    }
}
