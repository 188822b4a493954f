using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Cli.Replaying.Summarising;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The page with the messages of a replay, until somebody ends it.</summary>
internal static class ReplayInbox
{
    /// <exception cref="UsageException">The port that was asked for is taken.</exception>
    public static async Task Serve(ReplayResult result, int? port, CancellationToken cancellationToken)
    {
        InboxMessages inbox = new(TimeProvider.System);
        InboxOptions options = new(
            "Replay", $"What would have been sent from {Printable.Of(result.History.From)} to {Printable.Of(result.History.To)}. Nothing was.", "The replay has ended. Its messages stay here until the page is closed.")
        {
            Port = port,
            Simulated = true,
        };
        await using InboxServer server = await InboxServer.Start(inbox, options, TimeProvider.System);
        foreach (ReplayedMessage message in result.Messages.TakeLast(InboxMessages.Most))
        {
            inbox.Add(Shown(message, result));
        }

        inbox.Show(State(result));
        Console.WriteLine($"{(result.Messages.Count > InboxMessages.Most ? $"The newest {ReplayText.Number(InboxMessages.Most)} messages are" : "The messages are")} at {server.Address} until Ctrl-C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    private static InboxMessage Shown(ReplayedMessage message, ReplayResult result) => new(message.Destination, result.Destinations[message.Destination], message.Body, message.At)
    {
        EndedAt = message.Alert.EndedAt,

        // That a run is late, and then how it ended, are two things and no repeat.
        RunId = message.Alert.Expectation is null ? message.Alert.RunId : null,
        Subject = InboxMessage.SubjectOf(message.Alert),
    };

    private static InboxState State(ReplayResult result) => new()
    {
        Tenants = [.. result.History.Tenants.Except(result.UnknownTenants).Select(tenant => new InboxTenant(tenant, result.History.To, null))],
        RunsEnded = result.History.Runs.Count(run => run.EndedAt >= result.History.From && run.EndedAt < result.History.To),
        Queue = 0,
        Poison = 0,
        Routes = result.Routes,
        Destinations = [.. result.Destinations.Select(destination => new InboxDestination(
            destination.Key, destination.Value, result.Messages.Count(message => message.Destination.Equals(destination.Key, StringComparison.OrdinalIgnoreCase)), 0, 0))],
    };
}
