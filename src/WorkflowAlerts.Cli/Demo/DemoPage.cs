using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>The demo's side of the inbox page: what arrives at the stand-ins, and the buttons that make things happen.</summary>
internal sealed class DemoPage : IAsyncDisposable
{
    private const int StormSize = 500;
    private const string SlackLimited = "slack-429";
    private const string TeamsDown = "teams-down";

    private static readonly TimeSpan Dead = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    private readonly DemoWorld _world;
    private readonly DemoRuns _runs;
    private readonly Func<Deliverer> _deliverer;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _buried = [];
    private readonly HashSet<string> _on = [];
    private Deliverer? _alive;

    public DemoPage(DemoWorld world, DemoRuns runs, bool verbose)
    {
        (_world, _runs) = (world, runs);
        Destinations destinations = world.Product.GetRequiredService<Destinations>();
        foreach (SimulatedChat chat in world.Chats)
        {
            chat.WhenReceived = message => Inbox.Add(new InboxMessage(message.Channel, destinations[message.Channel].Chat, message.Body, message.At));
        }

        Feed = new InboxFeed(Inbox, world.Product, Tally, TimeSpan.FromSeconds(1), Complete);
        _deliverer = () => Deliverer.Start(world, Tally, verbose, Feed.Listen);
        _alive = _deliverer();
    }

    public InboxMessages Inbox { get; } = new(TimeProvider.System);

    public InboxFeed Feed { get; }

    public DeliveryTally Tally { get; } = new();

    public IReadOnlyList<InboxAction> Actions() =>
    [
        Run("fail-customer", "Customer's error", "Lets a workflow fail by the customer's configuration: it is for data-team, in Slack.", () => Told(_runs.Fail(Attribution.Customer), "failed by the customer's configuration")),
        Run("fail-platform", "Platform's error", "Lets a workflow fail by Amperity's platform: it is for platform-oncall, in Teams.", () => Told(_runs.Fail(Attribution.Platform), "failed by Amperity's platform")),
        Run("recover", "Recover it", "Lets the workflow that one of these buttons made fail work again.", () => _runs.Recover() is { } run ? Told(run, "works again") : "Nothing to recover: let a workflow fail first."),
        Run("stop", "Stop by hand", "Lets somebody stop a run by hand: it is for stops-by-hand, in Slack.", () => Told(_runs.Stop(), "was stopped by hand")),
        Run("storm", $"Storm of {StormSize}", $"Lets {StormSize} runs fail at once: each destination hears of its share in a few digests.", Storm),
        Run("hostile", "Hostile name", "Lets a run fail whose name tries to be an element, a script, a link and a mention.", () => Told(_runs.Hostile(), "failed")),
        Trouble(SlackLimited, "Slack answers 429", "Slack answers every message with 429 Too Many Requests, until it is switched off.", "Slack now answers 429 to everything. Alerts go back onto the queue, and none is lost.", "Slack takes messages again; what waited arrives within seconds."),
        Trouble(TeamsDown, "Teams is down", "Teams answers every message with 503, until it is switched off.", "Teams now answers 503 to everything. Slack does not notice, and alerts for Teams wait on the queue.", "Teams takes messages again; what waited arrives within seconds."),
        new("kill", "Trouble", "Kill the deliverer", "Cuts all connections of the part that delivers, in the middle of its work, and starts another one after five seconds.", false, _ => Task.FromResult(Kill())),
    ];

    /// <summary>Stops delivering, and ends every trouble, so that what waits can still be delivered.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_buried);
        if (Interlocked.Exchange(ref _alive, null) is { } deliverer)
        {
            await deliverer.DisposeAsync();
        }

        foreach (SimulatedChat chat in _world.Chats)
        {
            chat.Intercept = null;
        }

        Feed.Dispose();
        _ending.Dispose();
    }

    private static InboxAction Run(string name, string label, string help, Func<string> act) => new(name, "Runs", label, help, false, _ => Task.FromResult(act()));

    private static string Told(SimulatedRun run, string how) => $"{run.Id} of \"{run.Name}\" {how}. The next poll, within three seconds, finds it.";

    private string Storm()
    {
        _runs.Storm(StormSize);
        return $"{StormSize} runs failed at once. The next poll finds them, and each destination hears of them in a few digests.";
    }

    private InboxAction Trouble(string name, string label, string help, string begun, string over) => new(name, "Trouble", label, help, true, _ => Task.FromResult(Toggle(name) ? begun : over));

    private bool Toggle(string name)
    {
        bool on = _on.Add(name) || !_on.Remove(name);
        if (name == SlackLimited)
        {
            _world.ChatOf(DemoWorld.DataTeam).Intercept = on ? context => Refuse(context, StatusCodes.Status429TooManyRequests) : null;
        }
        else
        {
            _world.ChatOf(DemoWorld.PlatformOncall).Intercept = on ? context => Refuse(context, StatusCodes.Status503ServiceUnavailable) : null;
        }

        return on;
    }

    private static Task<bool> Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        }

        return Task.FromResult(true);
    }

    private string Kill()
    {
        if (Interlocked.Exchange(ref _alive, null) is not { } deliverer)
        {
            return "The deliverer is dead already; the next one starts within five seconds.";
        }

        deliverer.Kill();
        _buried.Add(Bury(deliverer));
        return "Killed in the middle of its work: nothing more gets out of it. What it had in hand comes back within a minute, and a message that may have arrived says \"Possible repeat\".";
    }

    private async Task Bury(Deliverer deliverer)
    {
        try
        {
            await Task.Delay(Dead, TimeProvider.System, _ending.Token);
            _alive = _deliverer();
        }
        catch (OperationCanceledException)
        {
            // The demo ends, and starts no other.
        }

        await deliverer.DisposeAsync();
    }

    // Trouble with a chat is trouble for each of its channels.
    private bool IsIn(string channel, InboxDestination destination) => _world.ChatOf(channel).Kind == destination.Kind;

    private InboxState Complete(InboxState state) => state with
    {
        RunsEnded = _runs.Made.Count(run => run.EndedAt is not null),
        On = [.. _on],
        Notice = _alive is null ? "The deliverer is dead; another one starts within five seconds. Alerts wait on the queue meanwhile." : null,
        Destinations = [.. state.Destinations.Select(destination => destination with
        {
            Trouble = _on.Contains(SlackLimited) && IsIn(DemoWorld.DataTeam, destination) ? "answers 429"
                : _on.Contains(TeamsDown) && IsIn(DemoWorld.PlatformOncall, destination) ? "is down"
                : null,
        })],
    };
}
