using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Cli.Replaying.Summarising;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The page with the messages of a replay. It is there from the start, so that a taken port stops nobody after a long wait.</summary>
internal sealed class ReplayInbox : IAsyncDisposable
{
    private readonly InboxMessages _inbox = new(TimeProvider.System);
    private InboxServer? _server;

    /// <summary>Starts it, and tells where it is on standard output.</summary>
    /// <exception cref="UsageException">The port that was asked for is taken.</exception>
    public static async Task<ReplayInbox> Start(int? port)
    {
        ReplayInbox page = new();
        InboxOptions options = new("Replay", "What this configuration would have told whom. Nothing was sent.", "The replay has ended. Its messages stay here until the page is closed.") { Port = port, Simulated = true };
        page._server = await InboxServer.Start(page._inbox, options, TimeProvider.System);
        Console.WriteLine($"The messages will be at {page._server.Address}");
        return page;
    }

    /// <summary>Shows what came of the replay until somebody ends the program.</summary>
    public async Task Show(ReplayResult result, CancellationToken cancellationToken)
    {
        foreach (ReplayedMessage message in result.Messages.TakeLast(InboxMessages.Most))
        {
            _inbox.Add(Shown(message, result));
        }

        _inbox.Show(State(result));
        Console.WriteLine($"{(result.Messages.Count > InboxMessages.Most ? $"The newest {ReplayText.Number(InboxMessages.Most)} messages are" : "The messages are")} at {_server!.Address} until Ctrl-C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

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
