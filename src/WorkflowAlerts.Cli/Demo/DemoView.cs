using Spectre.Console;
using Spectre.Console.Rendering;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>The pipeline as it works, refreshed a few times a second.</summary>
/// <param name="world">What works.</param>
/// <param name="tally">What was sent.</param>
/// <param name="made">The runs so far.</param>
/// <param name="scroll">Shows the messages above; null: the headlines of the latest stand below.</param>
internal sealed class DemoView(DemoWorld world, DeliveryTally tally, Func<IReadOnlyList<SimulatedRun>> made, MessageScroll? scroll = null)
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

    /// <summary>Shows the pipeline while some work goes on; only the messages where nothing can be drawn over.</summary>
    public async Task<int> Show(IAnsiConsole console, Func<Task<int>> work)
    {
        Task<int> working = work();
        if (console.Profile.Capabilities.Interactive)
        {
            await console.Live(Picture()).StartAsync(live => Follow(console, working, () => live.UpdateTarget(Picture())));
        }
        else
        {
            await Follow(console, working, () => { });
        }

        return await working;
    }

    private async Task Follow(IAnsiConsole console, Task working, Action draw)
    {
        while (!working.IsCompleted)
        {
            scroll?.Write(console);
            draw();
            await Task.WhenAny(working, Task.Delay(Refresh, TimeProvider.System, CancellationToken.None));
        }

        scroll?.Write(console);
        draw();
    }

    private Rows Picture() => scroll is null ? new(new Text("Poll → Enqueue → Route → Render → Deliver → Record"), Pipeline(), Messages()) : new(Pipeline());

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
        IEnumerable<ReceivedMessage> latest = world.Chats.SelectMany(chat => chat.Received.TakeLast(Latest)).OrderByDescending(message => message.At).Take(Latest);
        return new Rows(latest.Select(message => new Text($"{message.At:HH:mm:ss} {message.Channel,-16} {message.Headline()}", new Style(Color.Grey)) { Overflow = Overflow.Ellipsis }).Cast<IRenderable>());
    }
}
