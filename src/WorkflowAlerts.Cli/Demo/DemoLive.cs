using WorkflowAlerts.Sending;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Inbox;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>An endless demo with a page: runs end all the time, a poll every three seconds finds them, until Ctrl-C.</summary>
internal static class DemoLive
{
    private const int AtTheStart = 9;

    private static readonly TimeSpan BetweenRuns = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LastDrain = TimeSpan.FromSeconds(2);

    /// <param name="seed">What the runs are made from.</param>
    /// <param name="port">The page's port, or null for the usual one.</param>
    /// <param name="verbose">Whether to log everything.</param>
    /// <param name="console">Where to show progress.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    public static async Task<LiveSummary> Run(int seed, int? port, bool verbose, IAnsiConsole console, CancellationToken cancellationToken)
    {
        await using DemoWorld world = await DemoWorld.Start(verbose, grouped: true, cancellationToken);
        DemoRuns runs = new(world, seed, TimeProvider.System);
        DemoPage page = new(world, runs, verbose);
        MessageScroll scroll = new(world);
        DemoView view = new(world, page.Tally, () => runs.Made, scroll);
        await using (InboxServer server = await InboxServer.Start(page.Inbox, Options(page, port), TimeProvider.System))
        {
            console.WriteLine($"What arrives is at {server.Address}");
            console.WriteLine("This is a simulated Amperity, with stand-ins for Slack and Teams, on this machine. Ctrl-C ends the demo.");
            await view.Show(console, () => UntilStopped(Work(world, runs, page, view, cancellationToken)));
        }

        // What ended last is not yet polled: one more round, so that the summary can be held against everything.
        await page.DisposeAsync();
        view.Polled(await world.Product.GetRequiredService<PollRound>().Run(CancellationToken.None));
        int left = await world.Product.GetRequiredService<QueuePump>().Drain(LastDrain, CancellationToken.None);
        scroll.Write(console);
        return await LiveSummary.Of(world, runs.Made, left);
    }

    private static Task Work(DemoWorld world, DemoRuns runs, DemoPage page, DemoView view, CancellationToken cancellationToken)
    {
        page.Feed.Listen(world.Product.GetRequiredService<Outbox>());
        runs.Add(AtTheStart);
        return Task.WhenAll(
            Forever(BetweenRuns, () => { runs.Add(1); return Task.CompletedTask; }, cancellationToken),
            Forever(BetweenPolls, async () => view.Polled(await world.Product.GetRequiredService<PollRound>().Run(cancellationToken)), cancellationToken),
            page.Feed.Run(cancellationToken));
    }

    private static InboxOptions Options(DemoPage page, int? port) => new(
        "Demo", "What Slack and Teams get from a simulated Amperity, all on this machine.", "The demo has ended. What arrived stays here until the page is closed.")
    {
        Port = port,
        Actions = page.Actions(),
    };

    private static async Task Forever(TimeSpan pause, Func<Task> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            await action();
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<int> UntilStopped(Task work)
    {
        try
        {
            await work;
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how this demo ends.
        }

        return 0;
    }
}
