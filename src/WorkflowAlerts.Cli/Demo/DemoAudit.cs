using WorkflowAlerts.Telling;
using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>Holds what arrived at the stand-ins against what had to. It knows the routes by itself and asks nothing of the product.</summary>
internal static class DemoAudit
{
    public static DemoSummary Of(IReadOnlyList<SimulatedRun> runs, DemoWorld world, DeliveryTally tally, int seed, int polls, TimeSpan took)
    {
        HashSet<(string RunId, string Destination)> expected = [.. runs.Where(run => run.ExpectsAlert).SelectMany(run => Expected(run).Select(to => (run.Id, to)))];
        Dictionary<(string RunId, string Destination), int> arrived = world.Received
            .SelectMany(message => message.OwnRunId().Select(id => (RunId: id, Destination: message.Channel)))
            .CountBy(pair => pair)
            .ToDictionary();
        string[] destinations = [DemoWorld.DataTeam, DemoWorld.PlatformOncall, DemoWorld.StopsByHand];
        return new DemoSummary
        {
            Seed = seed,
            RunsEnded = runs.Count(run => run.EndedAt is not null),
            Failed = runs.Count(run => run is { ExpectsAlert: true, Canceled: false }),
            Canceled = runs.Count(run => run is { ExpectsAlert: true, Canceled: true }),
            AlertsExpected = runs.Count(run => run.ExpectsAlert),
            MessagesExpected = expected.Count,
            Delivered = destinations.ToDictionary(destination => destination, destination => arrived.Keys.Count(pair => pair.Destination == destination)),
            Duplicates = arrived.Values.Sum(count => count - 1),
            Lost = expected.Count(pair => !arrived.ContainsKey(pair)),
            Unexpected = arrived.Keys.Count(pair => !expected.Contains(pair)),
            Refused = destinations.Sum(destination => tally.Count(destination, DeliveryState.Refused)),
            AlertsDigest = Digest(arrived.Keys),
            Polls = polls,
            Seconds = Math.Round(took.TotalSeconds, 1),
        };
    }

    private static string Digest(IEnumerable<(string RunId, string Destination)> messages) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', messages.Select(message => $"{message.RunId} {message.Destination}").Order(StringComparer.Ordinal)))));

    private static string[] Expected(SimulatedRun run) => run switch
    {
        { ManualStop: true } => [DemoWorld.StopsByHand],
        { ExpectedAttribution: Attribution.Platform } => [DemoWorld.PlatformOncall],
        { ExpectedAttribution: Attribution.Customer } => [DemoWorld.DataTeam],
        _ => [DemoWorld.DataTeam, DemoWorld.PlatformOncall],
    };
}
