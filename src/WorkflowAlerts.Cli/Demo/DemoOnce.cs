using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>A finite demo: all runs are there at the start, two polls read them (the second over the same hours), and the queue is drained.</summary>
internal static class DemoOnce
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);

    /// <param name="runs">How many runs.</param>
    /// <param name="seed">What they are made from.</param>
    /// <param name="verbose">Whether to log everything.</param>
    /// <param name="console">Where to show progress, or null.</param>
    /// <param name="cancellationToken">Ends the demo.</param>
    public static async Task<DemoSummary> Run(int runs, int seed, bool verbose, IAnsiConsole? console, CancellationToken cancellationToken)
    {
        console?.WriteLine("Starting Azurite, a simulated Amperity, and stand-ins for Slack and Teams on this machine …");
        await using DemoWorld world = await DemoWorld.Start(verbose, grouped: false, cancellationToken);
        IReadOnlyList<SimulatedRun> made = new RunFactory(seed, DemoWorld.Tenant).Make(runs, TimeProvider.System.GetUtcNow(), Span);
        world.Amperity[DemoWorld.Tenant].Add(made);

        long start = TimeProvider.System.GetTimestamp();
        DemoView view = new(world, world.Product.GetRequiredService<DeliveryTally>(), () => made);
        int polls = console is null || !console.Profile.Capabilities.Interactive
            ? await Work(world, view, cancellationToken)
            : await view.Show(console, () => Work(world, view, cancellationToken));
        return DemoAudit.Of(made, world, world.Product.GetRequiredService<DeliveryTally>(), seed, polls, TimeProvider.System.GetElapsedTime(start));
    }

    private static async Task<int> Work(DemoWorld world, DemoView view, CancellationToken cancellationToken)
    {
        Polls tenants = world.Product.GetRequiredService<Polls>();
        QueuePump pump = world.Product.GetRequiredService<QueuePump>();
        const int polls = 2;
        for (int i = 0; i < polls; i++)
        {
            view.Polled(await tenants.All(cancellationToken));
            await pump.Drain(DrainLimit, cancellationToken);
        }

        return polls;
    }
}
