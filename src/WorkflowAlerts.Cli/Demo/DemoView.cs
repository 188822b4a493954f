using Spectre.Console;
using Spectre.Console.Rendering;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Simulation;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>The pipeline as it works, refreshed a few times a second.</summary>
internal sealed class DemoView(DemoWorld world, DeliveryTally tally, Func<IReadOnlyList<SimulatedRun>> made)
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(250);
    private const int Latest = 6;

    private int _polls;
    private int _queued;

    /// <summary>Notes a poll.</summary>
    public void Polled(IReadOnlyList<PollReport> reports)
    {
        Interlocked.Increment(ref _polls);
        Interlocked.Add(ref _queued, reports.Sum(report => report.Queued));
    }

    /// <summary>Shows the pipeline while some work goes on.</summary>
    public async Task<int> Show(IAnsiConsole console, Func<Task<int>> work)
    {
        Task<int> working = work();
        await console.Live(Picture()).StartAsync(async live =>
        {
            while (!working.IsCompleted)
            {
                live.UpdateTarget(Picture());
                await Task.WhenAny(working, Task.Delay(Refresh, TimeProvider.System, CancellationToken.None));
            }

            live.UpdateTarget(Picture());
        });
        return await working;
    }

    private Rows Picture() => new(new Text("Poll → Enqueue → Route → Render → Deliver → Record"), Pipeline(), Messages());

    private IRenderable Pipeline()
    {
        Table table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("Step", "What", "How many");
        table.AddRow("Amperity", "runs that ended", $"{made().Count(run => run.EndedAt is not null)}");
        table.AddRow("Poll", "polls", $"{_polls}");
        table.AddRow("Enqueue", "alerts put on the queue", $"{_queued}");
        foreach (string destination in new[] { DemoWorld.DataTeam, DemoWorld.PlatformOncall, DemoWorld.StopsByHand })
        {
            int waiting = tally.Count(destination, DeliveryState.Waiting);
            table.AddRow("Deliver", Markup.Escape(destination), $"{tally.Count(destination, DeliveryState.Delivered)}{(waiting > 0 ? $" ({waiting} sent again later)" : "")}");
        }

        return table;
    }

    private IRenderable Messages()
    {
        IEnumerable<ReceivedMessage> latest = world.Slack.Received.TakeLast(Latest).Concat(world.Teams.Received.TakeLast(Latest)).OrderByDescending(message => message.At).Take(Latest);
        return new Rows(latest.Select(message => new Text($"{message.At:HH:mm:ss} {message.Channel,-16} {message.Headline()}", new Style(Color.Grey)) { Overflow = Overflow.Ellipsis }).Cast<IRenderable>());
    }
}
