using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Tracking;

public sealed class IncidentsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private World _world = null!;
    private Dictionary<string, string> _settings = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IReadOnlyList<string> Told => [.. _world.TeamsServer.Received.Select(message => message.Headline())];

    public async ValueTask InitializeAsync()
    {
        _world = await World.Start();
        _settings = _world.SettingsOn(azurite);

        // The tests share a checkpoint, and let runs end before it.
        _settings["WorkflowAlerts__Polling__Overlap"] = "01:00:00";
        foreach (string setting in _settings.Keys.Where(key => key.EndsWith("__Recovered", StringComparison.Ordinal) || key.Contains("__Digest__", StringComparison.Ordinal) || key.Contains("__Cascade__", StringComparison.Ordinal)).ToArray())
        {
            _settings.Remove(setting);
        }
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Failures_in_a_row_are_counted_and_the_success_after_them_is_told_whatever_restarts()
    {
        string workflow = Name();
        await Poll(Run(workflow, "failed", -25));
        await Poll(Run(workflow, "failed", -20));
        await Poll(Run(workflow, "succeeded", -15));
        await Poll();

        Assert.Equal([$"Workflow failed: {workflow} in socktown", $"Workflow failed again: {workflow} in socktown", $"Workflow works again: {workflow} in socktown"], Told);
        Assert.Contains("2 failures in a row", _world.TeamsServer.Received.ElementAt(1).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_failures_in_one_poll_are_one_card_and_the_ledger_has_every_run()
    {
        SimulatedRun[] runs = [.. Enumerable.Range(0, 40).Select(i => Run($"Storm {i % 2}", "failed", -30 + (i / 2.0)))];

        await Poll(runs);
        await Poll();

        string card = Assert.Single(_world.TeamsServer.Received).Body;
        Assert.StartsWith("40 workflow runs failed or were canceled", Told.Single(), StringComparison.Ordinal);
        Assert.Contains("20 failed", card, StringComparison.Ordinal);
        await using ServiceProvider product = Product.Compose(_settings);
        foreach (SimulatedRun run in runs)
        {
            DeliveryEntry entry = (await product.GetRequiredService<Ledger>().Read(new MessageKey(World.Tenant, run.Id, Outcome.Failed, run.EndedAt!.Value), Stop))[World.Teams];
            Assert.Equal(DeliveryState.Folded, entry.State);
            Assert.StartsWith("digest-", entry.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_digest_whose_poll_was_cut_off_is_sent_again_with_a_label_and_its_runs_are_not_lost()
    {
        await Poll();
        await using (ServiceProvider product = Product.Compose(_settings))
        {
            Checkpoints checkpoints = product.GetRequiredService<Checkpoints>();
            await checkpoints.NoteDigests(World.Tenant, await checkpoints.Read(World.Tenant, Stop), TimeProvider.System.GetUtcNow(), ["digest-of-another"], Stop);
        }

        await Poll([.. Enumerable.Range(0, 20).Select(i => Run("Cut off", "failed", -0.005))]);

        Assert.Contains("ossible repeat", Assert.Single(_world.TeamsServer.Received).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_whose_poll_was_cut_off_has_a_label_itself_when_it_arrives_after_the_one_that_repeats_it()
    {
        await Poll();
        _world.Amperity[World.Tenant].Add([.. Enumerable.Range(0, 20).Select(i => Run("Cut off", "failed", -0.005))]);
        await using ServiceProvider first = Product.Compose(_settings);
        await first.GetRequiredService<PollRound>().Run(Stop);
        QueueMessage cutOff = (await Queue().ReceiveMessageAsync(cancellationToken: Stop)).Value;

        // As if the process had ended between the queue and the ledger.
        await ForgetLedger();
        Checkpoints checkpoints = first.GetRequiredService<Checkpoints>();
        await checkpoints.NoteDigests(World.Tenant, await checkpoints.Read(World.Tenant, Stop), TimeProvider.System.GetUtcNow(), [AlertMessage.Read(cutOff.Body.ToString()).Single().Id], Stop);

        await Poll([.. Enumerable.Range(0, 3).Select(i => Run("Cut off", "failed", -0.005))]);
        await first.GetRequiredService<AlertPipeline>().Run(cutOff.Body.ToString(), Stop);
        await Queue().DeleteMessageAsync(cutOff.MessageId, cutOff.PopReceipt, Stop);

        Assert.Equal(["23 workflow runs failed or were canceled: socktown", "20 workflow runs failed or were canceled: socktown"], Told);
        Assert.All(_world.TeamsServer.Received, message => Assert.Contains("ossible repeat", message.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_follows_from_a_courier_is_on_its_card()
    {
        await Poll(Run("Couriers", "failed", -10, "courier.group/run"), Run("Win-back", "failed", -8, "campaign.send"));
        await Poll(Run("Journey", "failed", -7, "campaign.send"));

        Assert.Equal(2, Told.Count);
        Assert.Contains("1 more failed after it, possibly because of it", _world.TeamsServer.Received.First().Body, StringComparison.Ordinal);
        Assert.Equal("One more workflow run failed: socktown", Told[1]);
    }

    // A composition of its own each time: nothing may depend on what one process remembers.
    private async Task Poll(params SimulatedRun[] runs)
    {
        _world.Amperity[World.Tenant].Add(runs);
        await using ServiceProvider product = Product.Compose(_settings);
        await product.GetRequiredService<PollRound>().Run(Stop);
        QueueClient queue = Queue();
        while ((await queue.ReceiveMessageAsync(cancellationToken: Stop)).Value is { } message)
        {
            await product.GetRequiredService<AlertPipeline>().Run(message.Body.ToString(), Stop);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
        }
    }

    private QueueClient Queue() => azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);

    private async Task ForgetLedger()
    {
        TableClient ledger = azurite.Connection.Tables().GetTableClient(StorageNames.Deliveries);
        await foreach (TableEntity row in ledger.QueryAsync<TableEntity>(cancellationToken: Stop))
        {
            await ledger.DeleteEntityAsync(row, cancellationToken: Stop);
        }
    }

    private static string Name() => $"Workflow {Guid.NewGuid():N}";

    private static SimulatedRun Run(string name, string state, double minutes, string type = "stitch.run") => new()
    {
        Id = $"wf-20260619-{Random.Shared.Next(10_000, 99_999)}-{Guid.NewGuid().ToString("N")[..6]}",
        Tenant = World.Tenant,
        Type = type,
        Name = name,
        State = state,
        CreatedAt = TimeProvider.System.GetUtcNow().AddMinutes(minutes - 5),
        EndedAt = TimeProvider.System.GetUtcNow().AddMinutes(minutes),
        Error = state == "failed" ? new System.Text.Json.Nodes.JsonObject { ["type"] = "e", ["message"] = "m", ["attribution"] = "platform" } : null,
    };
}
