using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Tracking;

public sealed class StormTests(OwnAzuriteFixture azurite) : IClassFixture<OwnAzuriteFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_thousand_failures_in_one_poll_are_three_cards_in_one_channel_and_the_ledger_has_every_run()
    {
        const int runs = 3000;
        await using World world = await World.Start();
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings.Remove("WorkflowAlerts__Digest__Threshold");
        settings[$"WorkflowAlerts__Tenants__{World.Tenant}__PageSize"] = "1000";

        // Slack's own pace: one message a second.
        settings.Remove($"WorkflowAlerts__Destinations__{World.Slack}__Pacing__Interval");
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        world.Amperity[World.Tenant].Add(Enumerable.Range(0, runs).Select(i => new SimulatedRun
        {
            Id = $"wf-20260619-{i:00000}-Zt4mQx",
            Tenant = World.Tenant,
            Type = "courier.group/run",
            Name = $"Courier {i % 250}",
            State = "failed",
            CreatedAt = now.AddMinutes(-40),
            EndedAt = now.AddMinutes(-30).AddMilliseconds(i * 100),
            Error = new System.Text.Json.Nodes.JsonObject { ["type"] = "amperity.courier/connect", ["message"] = new string('m', 500), ["attribution"] = "customer" },
        }));

        await using ServiceProvider product = Product.Compose(settings);

        // Not the timer's round, which gives a slow machine 45 seconds.
        await product.GetRequiredService<Polls>().All(Stop);
        Azure.Storage.Queues.QueueClient queue = azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);
        while ((await queue.ReceiveMessageAsync(cancellationToken: Stop)).Value is { } message)
        {
            await product.GetRequiredService<AlertPipeline>().Run(message.Body.ToString(), Stop);
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
        }

        Assert.Equal(3, world.SlackServer.Received.Count);
        SeenMessages seen = await product.GetRequiredService<Ledger>().Seen(World.Tenant, now.AddHours(-1), now, Stop);
        Assert.False(seen.Add(new MessageKey(World.Tenant, "wf-20260619-02999-Zt4mQx", Runs.Outcome.Failed, now.AddMinutes(-30).AddMilliseconds(299_900))));
        Assert.Equal(runs, await azurite.Connection.Tables().GetTableClient(StorageNames.Deliveries)
            .QueryAsync<Azure.Data.Tables.TableEntity>(row => row.RowKey != "", select: ["RowKey", $"to_{World.Slack.Replace('-', '_')}"], cancellationToken: Stop)
            .CountAsync(row => row.GetString($"to_{World.Slack.Replace('-', '_')}")?.Contains("Folded", StringComparison.Ordinal) == true, Stop));
    }
}
