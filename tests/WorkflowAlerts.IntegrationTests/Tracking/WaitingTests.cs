using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Tracking;

/// <summary>What is told later, or beside the alerts, on a real queue and real tables. Each step is a composition of its own: nothing may depend on what one process remembers.</summary>
public sealed class WaitingTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private readonly StoppedClock _clock = new();
    private World _world = null!;
    private Dictionary<string, string> _settings = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IReadOnlyList<string> Told => [.. _world.TeamsServer.Received.Select(message => message.Headline())];

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _world = await World.Start();
        _settings = _world.SettingsOn(_azurite);
        _settings["WorkflowAlerts__Routes__0__Recovered"] = "true";
        _settings["WorkflowAlerts__Polling__Overlap"] = "01:00:00";
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task A_held_failure_waits_on_the_queue_through_restarts_and_goes_out_when_its_time_is_up()
    {
        _settings["WorkflowAlerts__Routes__0__Hold"] = "00:00:03";
        SimulatedRun run = Run("Stays", "failed", -1);
        await Poll(run);
        Assert.Empty(Told);
        Assert.Equal(DeliveryState.Held, (await Entry(run))?.State);

        await Until(() => Told.Count > 0);

        Assert.Equal(["Workflow failed: Stays in socktown"], Told);
        Assert.Equal(DeliveryState.Delivered, (await Entry(run))?.State);
    }

    [Fact]
    public async Task A_held_failure_that_a_rerun_mends_is_told_as_that_and_once()
    {
        _settings["WorkflowAlerts__Routes__0__Hold"] = "00:00:03";
        await Poll(Run("Heals", "failed", -2));
        await Poll(Run("Heals", "succeeded", -1));

        await Until(() => Told.Count > 0);
        await Poll();

        Assert.Equal(["Workflow failed and recovered: Heals in socktown"], Told);
    }

    [Fact]
    public async Task A_rerun_that_fails_as_well_is_told_at_once_and_names_both_runs()
    {
        _settings["WorkflowAlerts__Routes__0__Hold"] = "00:00:03";
        SimulatedRun first = Run("Fails again", "failed", -2);
        SimulatedRun second = Run("Fails again", "failed", -1);
        await Poll(first);
        await Poll(second);

        Assert.Equal(["Workflow failed again: Fails again in socktown"], Told);
        await Until(async () => (await Entry(first))?.State == DeliveryState.Folded);
        ReceivedMessage message = Assert.Single(_world.TeamsServer.Received);
        Assert.Superset(new HashSet<string> { first.Id, second.Id }, message.RunIds().ToHashSet());
    }

    [Fact]
    public async Task What_a_mute_keeps_is_told_in_one_card_when_it_is_over()
    {
        await Mute(TimeSpan.FromSeconds(3));
        await Poll(Run("Nightly couriers", "failed", -3), Run("Nightly couriers", "failed", -2), Run("POS", "failed", -1));
        Assert.Empty(Told);

        await Until(() => Told.Count > 0);
        await Poll();

        Assert.Equal(["3 alerts while muted: socktown"], Told);
        Assert.Contains("Warehouse moves", _world.TeamsServer.Received.Single().Body, StringComparison.Ordinal);
        await using ServiceProvider product = Product.Compose(_settings, time: _clock);
        Assert.Empty(await product.GetRequiredService<Mutes>().All(Stop));
        Assert.Empty(await product.GetRequiredService<Waiting>().All(Stop));
    }

    [Fact]
    public async Task A_mute_that_is_ended_early_tells_at_the_next_poll_what_it_kept()
    {
        string id = await Mute(TimeSpan.FromHours(1));
        await Poll(Run("Nightly couriers", "failed", -3));
        await using (ServiceProvider product = Product.Compose(_settings, time: _clock))
        {
            await product.GetRequiredService<Mutes>().Remove(id, Stop);
        }

        await Poll();

        Assert.Equal(["One alert while muted: socktown"], Told);
    }

    [Fact]
    public async Task Where_no_route_asks_for_late_runs_nothing_is_asked_for_them()
    {
        Habit("Hangs");
        await Poll(Going("Hangs"));
        int requests = _world.Amperity.Requests;
        await Poll();

        Assert.Equal(1, _world.Amperity.Requests - requests);
        Assert.Empty(Told);
    }

    [Fact]
    public async Task A_late_run_is_told_once_through_restarts_and_its_end_is_told_as_any()
    {
        _settings["WorkflowAlerts__Routes__0__Late"] = "true";
        Habit("Hangs");
        SimulatedRun run = Going("Hangs");
        await Poll(run);
        await Poll();
        Assert.Equal(["Workflow takes longer than usual: Hangs in socktown"], Told);

        _world.Amperity[World.Tenant].Change(run.Id, going => Run("Hangs", "failed", -0.1) with { Id = going.Id, CreatedAt = going.CreatedAt });
        await Poll();

        Assert.Equal(["Workflow takes longer than usual: Hangs in socktown", "Workflow failed: Hangs in socktown"], Told);
    }

    [Fact]
    public async Task Many_late_runs_at_once_are_one_card()
    {
        _settings["WorkflowAlerts__Routes__0__Late"] = "true";
        _settings["WorkflowAlerts__Digest__Threshold"] = "5";
        foreach (int i in Enumerable.Range(0, 8))
        {
            Habit($"Hangs {i}");
        }

        await Poll([.. Enumerable.Range(0, 8).Select(i => Going($"Hangs {i}"))]);
        await Poll();

        Assert.Equal(["8 workflow runs are later than usual: socktown"], Told);
    }

    [Fact]
    public async Task The_weekly_card_comes_once_a_week_through_restarts()
    {
        DateTimeOffset due = _clock.GetUtcNow().AddMinutes(-2);
        string weekly = $"WorkflowAlerts__Destinations__{World.Teams}__Weekly";
        _settings[$"{weekly}__Enabled"] = "true";
        _settings[$"{weekly}__Day"] = due.ToString("ddd", CultureInfo.InvariantCulture);
        _settings[$"{weekly}__Time"] = due.ToString("HH:mm", CultureInfo.InvariantCulture);
        _world.Amperity[World.Tenant].Add([.. Enumerable.Range(1, 6).Select(day => Run("Daily", day == 3 ? "failed" : "succeeded", -60 * 24 * day))]);

        await Poll();
        await Poll();

        Assert.Equal(["The week in Amperity: socktown"], Told);
        Assert.Contains("6 runs ended; 83.3 % succeeded.", _world.TeamsServer.Received.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_tells_of_the_failing_task_whatever_is_in_the_id_and_goes_out_without_it_when_it_cannot_be_had()
    {
        await Poll(Run("Stitch", "failed", -2) with { Id = "wf/../20260619-00001?x=1#y" });
        Assert.Contains("Running Stitch", _world.TeamsServer.Received.Single().Body, StringComparison.Ordinal);
        Assert.Contains("1 of 2 failed", _world.TeamsServer.Received.Single().Body, StringComparison.Ordinal);

        _world.Amperity.Intercept = context =>
        {
            bool isDetail = context.Request.Path.Value!.Contains("/runs/", StringComparison.Ordinal);
            context.Response.StatusCode = isDetail ? 403 : 200;
            return Task.FromResult(isDetail);
        };
        await Poll(Run("Other", "failed", -1), Run("Other dots", "failed", -1) with { Id = ".." });

        Assert.Equal(3, Told.Count);
        Assert.DoesNotContain("Running Other", string.Concat(_world.TeamsServer.Received.Select(message => message.Body)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewind_tells_again_what_a_refused_digest_told_and_with_resend_all()
    {
        _settings["WorkflowAlerts__Digest__Threshold"] = "5";
        _world.TeamsServer.Intercept = async context =>
        {
            context.Response.StatusCode = 404;
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "no");
            return true;
        };
        await Poll([.. Enumerable.Range(0, 8).Select(i => Run($"Storm {i}", "failed", -10 + i))]);
        _world.TeamsServer.Intercept = null;

        await Rewind("--to", "1h");
        Assert.Single(Told, headline => headline.StartsWith("8 workflow runs failed or were canceled", StringComparison.Ordinal));
        await Rewind("--to", "1h");
        Assert.Single(Told, headline => headline.StartsWith("8 workflow runs failed or were canceled", StringComparison.Ordinal));
        await Rewind("--to", "1h", "--resend");
        Assert.Equal(2, Told.Count(headline => headline.StartsWith("8 workflow runs failed or were canceled", StringComparison.Ordinal)));
        Assert.Contains("ossible repeat", _world.TeamsServer.Received.Last().Body, StringComparison.Ordinal);
    }

    private async Task Rewind(params string[] arguments)
    {
        CliProcess cli = await CliProcess.Run(_settings, ["rewind", "--tenant", World.Tenant, .. arguments]);
        Assert.True(cli.ExitCode == 0, cli.Errors);
        await Poll();
    }

    private async Task<string> Mute(TimeSpan time)
    {
        await using ServiceProvider product = Product.Compose(_settings, time: _clock);
        await product.GetRequiredService<IStorage>().EnsureCreated(Stop);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        Mute mute = new(Guid.NewGuid().ToString("N")[..8], World.Tenant, null, null, now + time, "Warehouse moves", now);
        await product.GetRequiredService<Mutes>().Write(mute, Stop);
        return mute.Id;
    }

    private async Task<DeliveryEntry?> Entry(SimulatedRun run)
    {
        await using ServiceProvider product = Product.Compose(_settings, time: _clock);
        return (await product.GetRequiredService<Ledger>().Read(new MessageKey(World.Tenant, run.Id, Outcome.Failed, run.EndedAt!.Value), Stop)).GetValueOrDefault(World.Teams);
    }

    private Task Until(Func<bool> done) => Until(() => Task.FromResult(done()));

    private async Task Until(Func<Task<bool>> done)
    {
        Assert.True(await Eventually.IsTrue(
            async () =>
            {
                if (await done())
                {
                    return true;
                }

                _clock.Advance(TimeSpan.FromSeconds(1));
                await Poll();
                return false;
            },
            Stop));
    }

    private async Task Poll(params SimulatedRun[] runs)
    {
        _world.Amperity[World.Tenant].Add(runs);
        await using ServiceProvider product = Product.Compose(_settings, time: _clock);
        await product.GetRequiredService<IStorage>().EnsureCreated(Stop);
        await product.GetRequiredService<PollRound>().Run(Stop);
        Azure.Storage.Queues.QueueClient queue = _azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);

        // What waits by the clock, which stands still, would come again and again where the machine is slower than the queue hides it.
        HashSet<string> handled = [];
        while ((await queue.PeekMessageAsync(Stop)).Value is { } next && handled.Add(next.Body.ToString()))
        {
            Azure.Storage.Queues.Models.QueueMessage message = (await queue.ReceiveMessageAsync(cancellationToken: Stop)).Value;
            await product.GetRequiredService<AlertPipeline>().Run(message.Body.ToString(), Stop);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
        }
    }

    // Two weeks of runs, each of five minutes.
    private void Habit(string name) => _world.Amperity[World.Tenant].Add([.. Enumerable.Range(1, 14).Select(day => Run(name, "succeeded", -60 * 24 * day))]);

    private SimulatedRun Going(string name) => Run(name, "in-progress", 0) with { CreatedAt = _clock.GetUtcNow().AddHours(-1), EndedAt = null };

    private SimulatedRun Run(string name, string state, double minutes) => new()
    {
        Id = $"wf-20260619-{Random.Shared.Next(10_000, 99_999)}-{Guid.NewGuid().ToString("N")[..6]}",
        Tenant = World.Tenant,
        Type = "stitch.run",
        Name = name,
        State = state,
        CreatedAt = _clock.GetUtcNow().AddMinutes(minutes - 5),
        EndedAt = _clock.GetUtcNow().AddMinutes(minutes),
        Error = state == "failed" ? new JsonObject { ["type"] = "e", ["message"] = "m", ["attribution"] = "platform" } : null,
    };
}
