using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Simulation;
using WorkflowAlerts.Polling;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>An endless demo: runs end all the time, a poll every three seconds finds them, until Ctrl-C.</summary>
internal static class DemoLive
{
    private static readonly TimeSpan BetweenRuns = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LastDrain = TimeSpan.FromSeconds(2);

    public static async Task<DemoSummary> Run(int seed, bool verbose, IAnsiConsole console, CancellationToken cancellationToken)
    {
        console.WriteLine("Starting Azurite, a simulated Amperity, and stand-ins for Slack and Teams on this machine … (Ctrl-C ends the demo)");
        await using DemoWorld world = await DemoWorld.Start(verbose, cancellationToken);
        List<SimulatedRun> made = [];
        RunFactory factory = new(seed, DemoWorld.Tenant);
        MessageScroll scroll = new(world);
        DemoView view = new(world, made, scroll);
        int polls = 0;
        long start = TimeProvider.System.GetTimestamp();
        Task work = Task.WhenAll(
            Forever(BetweenRuns, () => MakeRun(world, made, factory), cancellationToken),
            Forever(BetweenPolls, async () => { view.Polled(await world.Product.GetRequiredService<Polls>().All(cancellationToken)); polls++; }, cancellationToken),
            world.Product.GetRequiredService<QueuePump>().Run(cancellationToken));
        await view.Show(console, () => UntilStopped(work));

        // What ended last is not yet polled: one more round, so that the summary can be held against everything.
        view.Polled(await world.Product.GetRequiredService<Polls>().All(CancellationToken.None));
        await world.Product.GetRequiredService<QueuePump>().Drain(LastDrain, CancellationToken.None);
        scroll.Write(console);
        return DemoAudit.Of(made, world, world.Product.GetRequiredService<DeliveryTally>(), seed, polls + 1, TimeProvider.System.GetElapsedTime(start));
    }

    private static async Task Forever(TimeSpan pause, Func<Task> action, CancellationToken cancellationToken)
    {
        while (true)
        {
            await action();
            await Task.Delay(pause, TimeProvider.System, cancellationToken);
        }
    }

    private static Task MakeRun(DemoWorld world, List<SimulatedRun> made, RunFactory factory)
    {
        SimulatedRun run = factory.Make(TimeProvider.System.GetUtcNow());
        lock (made)
        {
            made.Add(run);
        }

        world.Amperity[DemoWorld.Tenant].Add(run);
        return Task.CompletedTask;
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
