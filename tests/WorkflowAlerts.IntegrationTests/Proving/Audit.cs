using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>Holds what arrived against what had to. It knows the routes by itself and asks nothing of the product.</summary>
internal sealed record Audit
{
    private const string Label = "ossible repeat";

    // A message of the product on itself may name a run and is no alert of it.
    private const string AboutTheProduct = "Whoever runs Workflow Alerts has to act.";

    /// <summary>Messages that had to arrive: one for each alert and destination of its route.</summary>
    public required int Expected { get; init; }

    /// <summary>Those of them that arrived.</summary>
    public required int Delivered { get; init; }

    /// <summary>Messages beyond the first for the same alert and destination.</summary>
    public required int Repeated { get; init; }

    /// <summary>Those of them that say so.</summary>
    public required int Labelled { get; init; }

    /// <summary>Those of them that do not, each by its destination, time and headline.</summary>
    public IReadOnlyList<string> Silent { get; init; } = [];

    /// <summary>Messages at a destination that no route names for their run.</summary>
    public required int Unexpected { get; init; }

    /// <summary>The most messages beyond the first at one destination.</summary>
    public required int MostRepeatedAtOneDestination { get; init; }

    public int Lost => Expected - Delivered;

    /// <param name="runs">The runs that ended.</param>
    /// <param name="world">The stand-ins.</param>
    /// <param name="mayBeMissing">Messages that need not arrive, because somebody is told so.</param>
    public static Audit Of(IEnumerable<SimulatedRun> runs, World world, Func<SimulatedRun, string, bool>? mayBeMissing = null)
    {
        (SimulatedRun Run, string To)[] routed = [.. runs.Where(run => run.ExpectsAlert).SelectMany(run => Destinations(run).Select(to => (run, to)))];
        HashSet<(string RunId, string Destination)> expected = [.. routed.Where(pair => mayBeMissing?.Invoke(pair.Run, pair.To) is not true).Select(pair => (IdOf(pair.Run), pair.To))];
        HashSet<(string RunId, string Destination)> possible = [.. routed.Select(pair => (IdOf(pair.Run), pair.To))];
        ILookup<(string RunId, string Destination), ReceivedMessage> arrived = world.SlackServer.Received.Concat(world.TeamsServer.Received)
            .Where(message => !message.Body.Contains(AboutTheProduct, StringComparison.Ordinal))
            .SelectMany(message => message.OwnRunId().Select(id => (Key: (id, message.Channel), Message: message)))
            .ToLookup(pair => pair.Key, pair => pair.Message);
        var repeats = arrived.SelectMany(messages => messages.OrderBy(message => message.At).Skip(1), (messages, repeat) => (messages.Key.Destination, Message: repeat, IsLabelled: repeat.Body.Contains(Label, StringComparison.Ordinal))).ToArray();
        return new Audit
        {
            Expected = expected.Count,
            Delivered = expected.Count(arrived.Contains),
            Repeated = repeats.Length,
            Labelled = repeats.Count(repeat => repeat.IsLabelled),
            Silent = [.. repeats.Where(repeat => !repeat.IsLabelled).Select(repeat => InWords(repeat.Message))],
            Unexpected = arrived.Count(messages => !possible.Contains(messages.Key)),
            MostRepeatedAtOneDestination = repeats.CountBy(repeat => repeat.Destination).Select(count => count.Value).DefaultIfEmpty().Max(),
        };
    }

    // An id may hold more than the part by which it is found in a message.
    internal static string IdOf(SimulatedRun run) => ReceivedMessage.RunIdsIn(run.Id).Single();

    internal static string InWords(ReceivedMessage message) => $"{message.Channel} at {message.At:HH:mm:ss.fff}: {message.Headline()}";

    internal static string[] Destinations(SimulatedRun run) => run switch
    {
        { ManualStop: false, ExpectedAttribution: Attribution.Platform } => [World.Teams],
        { ManualStop: false, ExpectedAttribution: Attribution.Customer } => [World.Slack],
        _ => [World.Slack, World.Teams],
    };
}
