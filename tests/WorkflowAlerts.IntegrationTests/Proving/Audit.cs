using WorkflowAlerts.Cli.Simulation;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>Holds what arrived against what had to. It knows the routes by itself and asks nothing of the product.</summary>
internal sealed record Audit
{
    private const string Label = "ossible repeat";

    /// <summary>Messages that had to arrive: one for each alert and destination of its route.</summary>
    public required int Expected { get; init; }

    /// <summary>Those of them that arrived.</summary>
    public required int Delivered { get; init; }

    /// <summary>Messages beyond the first for the same alert and destination.</summary>
    public required int Repeated { get; init; }

    /// <summary>Those of them that say so.</summary>
    public required int Labelled { get; init; }

    /// <summary>Messages at a destination that no route names for their run.</summary>
    public required int Unexpected { get; init; }

    /// <summary>The most messages beyond the first at one destination.</summary>
    public required int MostRepeatedAtOneDestination { get; init; }

    public int Lost => Expected - Delivered;

    public static Audit Of(IEnumerable<SimulatedRun> runs, World world)
    {
        HashSet<(string RunId, string Destination)> expected = [.. runs.Where(run => run.ExpectsAlert).SelectMany(run => Destinations(run).Select(to => (run.Id, to)))];
        ILookup<(string RunId, string Destination), ReceivedMessage> arrived = world.SlackServer.Received.Concat(world.TeamsServer.Received)
            .SelectMany(message => message.RunIds().Select(id => (Key: (id, message.Channel), Message: message)))
            .ToLookup(pair => pair.Key, pair => pair.Message);
        var repeats = arrived.SelectMany(messages => messages.OrderBy(message => message.At).Skip(1), (messages, repeat) => (messages.Key.Destination, IsLabelled: repeat.Body.Contains(Label, StringComparison.Ordinal))).ToArray();
        return new Audit
        {
            Expected = expected.Count,
            Delivered = expected.Count(arrived.Contains),
            Repeated = repeats.Length,
            Labelled = repeats.Count(repeat => repeat.IsLabelled),
            Unexpected = arrived.Count(messages => !expected.Contains(messages.Key)),
            MostRepeatedAtOneDestination = repeats.CountBy(repeat => repeat.Destination).Select(count => count.Value).DefaultIfEmpty().Max(),
        };
    }

    private static string[] Destinations(SimulatedRun run) => run switch
    {
        { ManualStop: false, ExpectedAttribution: Attribution.Platform } => [World.Teams],
        { ManualStop: false, ExpectedAttribution: Attribution.Customer } => [World.Slack],
        _ => [World.Slack, World.Teams],
    };
}
