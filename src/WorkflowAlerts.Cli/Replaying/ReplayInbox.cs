using WorkflowAlerts.Chats;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Cli.Replaying.Summarising;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The page with the messages of a replay. It is there from the start, so that a taken port stops nobody after a long wait.</summary>
internal sealed class ReplayInbox(string? against) : IAsyncDisposable
{
    private readonly InboxMessages _inbox = new(TimeProvider.System);
    private InboxServer? _server;

    /// <summary>Starts it, and tells where it is on standard output.</summary>
    /// <param name="port">The port, or null for the usual one.</param>
    /// <param name="against">What the second configuration is called, or null where there is one only.</param>
    /// <exception cref="UsageException">The port that was asked for is taken.</exception>
    public static async Task<ReplayInbox> Start(int? port, string? against)
    {
        ReplayInbox page = new(against);
        string about = against is null ? "What this configuration would have told whom. Nothing was sent." : $"What would have been told before, and with {against}. Nothing was sent.";
        InboxOptions options = new("Replay", about, "The replay has ended. Its messages stay here until the page is closed.") { Port = port, Simulated = true };
        page._server = await InboxServer.Start(page._inbox, options, TimeProvider.System);
        Console.WriteLine($"The messages will be at {page._server.Address}");
        return page;
    }

    /// <summary>Shows what came of the replay until somebody ends the program.</summary>
    /// <param name="result">With the configuration.</param>
    /// <param name="second">With the second one, whose messages stand beside those of the first; null where there is one only.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task Show(ReplayResult result, ReplayResult? second, CancellationToken cancellationToken)
    {
        (string Suffix, ReplayResult Result)[] results = second is null ? [("", result)] : [(", before", result), ($", with {Path.GetFileName(against)}", second)];
        int each = InboxMessages.Most / results.Length;
        foreach (InboxMessage message in results.SelectMany(one => one.Result.Messages.TakeLast(each).Select(message => Shown(message, one.Result, one.Suffix))).OrderBy(message => message.At))
        {
            _inbox.Add(message);
        }

        _inbox.Show(State(results));
        bool all = results.All(one => one.Result.Messages.Count <= each);
        Console.WriteLine($"{(all ? "The messages are" : $"The newest {ReplayText.Number(each)} messages{(second is null ? "" : " of each")} are")} at {_server!.Address} until Ctrl-C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private static InboxMessage Shown(ReplayedMessage message, ReplayResult result, string suffix) => new(message.Destination + suffix, result.Destinations[message.Destination], message.Body, message.At)
    {
        EndedAt = InboxMessage.EndedAtOf(message.Message),

        // That a run is late, and then how it ended, are two things and no repeat.
        RunId = message.Message is LateRun ? null : message.Message.Id,
        Subject = InboxMessage.SubjectOf(message.Message),
    };

    private static int Count(ReplayResult result, Attribution attribution) =>
        result.Alerts.Count(alert => alert.Attribution == attribution && alert.Key.Outcome is Outcome.Failed or Outcome.Canceled);

    private static InboxState State((string Suffix, ReplayResult Result)[] results)
    {
        ReplayResult first = results[0].Result;
        return new InboxState
        {
            Tenants = [.. first.History.Tenants.Except(first.UnknownTenants).Select(tenant => new InboxTenant(tenant, first.History.To, null))],
            RunsEnded = first.History.Runs.Count(run => run.EndedAt >= first.History.From && run.EndedAt < first.History.To),
            Queue = 0,
            Poison = 0,
            Alerts = new InboxAlerts(Count(first, Attribution.Customer), Count(first, Attribution.Platform), Count(first, Attribution.None)),
            Destinations = [.. results.SelectMany(one => one.Result.Destinations.Select(destination => Stand(destination.Key, destination.Value, one.Result, one.Suffix))).OrderBy(stand => stand.Name, StringComparer.Ordinal)],
        };
    }

    private static InboxDestination Stand(string name, IChat chat, ReplayResult result, string suffix) => new(
        name + suffix, chat.Name, result.Messages.Count(message => message.Destination.Equals(name, StringComparison.OrdinalIgnoreCase)), 0, 0);
}
