using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using System.Diagnostics;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Pipeline;

/// <summary>Drives the product through good days and bad ones with every log, span and stored byte in view, and looks for secrets in them.</summary>
public sealed class SecretsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private int _heartbeats;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_log_error_span_queue_message_or_table_row_contains_a_webhook_url_or_token()
    {
        await using World world = await World.Start();
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings[$"WorkflowAlerts__Destinations__{World.Teams}__Headers__X-Alert-Secret"] = "header-secret-4711-abcdef";
        await using LoopbackServer monitor = await LoopbackServer.Start(async context => await Echo(_heartbeats++ % 2 == 0 ? 404 : 302)(context));
        settings["WorkflowAlerts__Heartbeat__Url"] = new Uri(monitor.Address, "/heartbeat-secret-0815/ping").AbsoluteUri;
        settings["WorkflowAlerts__Delivery__FirstRetry"] = "00:00:00.050";
        settings["WorkflowAlerts__Delivery__LongestRetry"] = "00:00:00.200";
        EverythingSaid said = new();
        using ActivityListener spans = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => said.Add($"{span.DisplayName} {string.Join(' ', span.TagObjects)} {span.StatusDescription} {string.Join(' ', span.Events.SelectMany(e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(spans);
        await using ServiceProvider product = Product.Compose(settings, logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(said));

        // A bad day at both chats, each answer of which names the address that was called; then a good one; then an unreachable Amperity.
        Func<HttpContext, Task<bool>>[] badDays = [Echo(404), Echo(500), Echo(429), Echo(302), Echo(200), Abort];
        foreach (Func<HttpContext, Task<bool>> badDay in badDays)
        {
            (world.SlackServer.Intercept, world.TeamsServer.Intercept) = (badDay, badDay);
            world.AddRuns(30, seed: Array.IndexOf(badDays, badDay));
            await PollAndDeliver(product, said);
        }

        (world.SlackServer.Intercept, world.TeamsServer.Intercept) = (null, null);
        world.AddRuns(30, seed: badDays.Length);
        for (int i = 0; i < 50 && (world.SlackServer.Received.Count == 0 || world.TeamsServer.Received.Count == 0); i++)
        {
            await PollAndDeliver(product, said);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Stop);
        }

        world.Amperity[World.Tenant].RevokeTokens();
        world.Amperity.Intercept = Echo(401);
        await PollAndDeliver(product, said);
        await ReadStorage(said);

        string everything = said.ToString();
        Assert.Contains("Delivered", everything, StringComparison.Ordinal);
        Assert.Contains("Refused", everything, StringComparison.Ordinal);
        Assert.Contains("The heartbeat's monitor answered 404", everything, StringComparison.Ordinal);
        Assert.Contains("to_data_team", everything, StringComparison.Ordinal);
        string[] secrets =
        [
            "simulatedTeamsSignature", "heartbeat-secret-0815", "XsimulatedSlackSecretX", world.Amperity[World.Tenant].ClientSecret, "token-socktown-", "header-secret-4711",
            world.SlackServer.Webhook(World.Slack).PathAndQuery, world.TeamsServer.Webhook(World.Teams).PathAndQuery,
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, everything, StringComparison.OrdinalIgnoreCase));
    }

    private static Task<bool> Abort(HttpContext context)
    {
        context.Abort();
        return Task.FromResult(true);
    }

    private static Func<HttpContext, Task<bool>> Echo(int status) => async context =>
    {
        context.Response.StatusCode = status;
        string url = $"http://{context.Request.Host}{context.Request.Path}{context.Request.QueryString}";
        context.Response.Headers.Location = url;
        await context.Response.WriteAsync(
            $$$"""{"error":{"code":"{{{url}}}","message":"{{{context.Request.Headers.Authorization}}} {{{context.Request.Headers["X-Alert-Secret"]}}}"},"message":"{{{url}}} {{{context.Request.Headers.Authorization}}}"}""");
        return true;
    };

    private async Task PollAndDeliver(ServiceProvider product, EverythingSaid said)
    {
        foreach (PollReport report in await product.GetRequiredService<PollRound>().Run(Stop))
        {
            said.Add($"{report}");
        }

        QueueClient queue = azurite.Connection.Queues().GetQueueClient(StorageNames.AlertQueue);

        // On a bad day messages come back again and again; a few rounds are enough.
        for (int round = 0; round < 5; round++)
        {
            foreach (QueueMessage message in (await queue.ReceiveMessagesAsync(32, TimeSpan.FromMinutes(5), Stop)).Value)
            {
                said.Add(message.Body.ToString());
                foreach (Sent sent in await product.GetRequiredService<AlertPipeline>().Run(message.Body.ToString(), Stop))
                {
                    said.Add($"{sent}");
                }

                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, Stop);
            }
        }
    }

    private async Task ReadStorage(EverythingSaid said)
    {
        foreach (string name in new[] { StorageNames.AlertQueue, StorageNames.PoisonQueue })
        {
            foreach (PeekedMessage message in (await azurite.Connection.Queues().GetQueueClient(name).PeekMessagesAsync(32, Stop)).Value)
            {
                said.Add(message.Body.ToString());
            }
        }

        foreach (string table in new[] { StorageNames.Deliveries, StorageNames.Checkpoints, StorageNames.Incidents })
        {
            await foreach (TableEntity row in azurite.Connection.Tables().GetTableClient(table).QueryAsync<TableEntity>(cancellationToken: Stop))
            {
                said.Add(string.Join(' ', row));
            }
        }
    }
}
