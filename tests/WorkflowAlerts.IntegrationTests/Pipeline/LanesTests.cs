using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Pipeline;

public sealed class LanesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_send_is_recorded_before_the_next_one_to_that_destination_and_claimed_before_it_goes_out()
    {
        await using World world = await World.Start();

        // Without a look-up between two sends there is nothing to wait for: the record of one and the claim of the next are one transaction.
        await using ServiceProvider product = Product.Compose(new Dictionary<string, string>(world.SettingsOn(azurite)) { ["WorkflowAlerts__Details__Enabled"] = "false" });
        Ledger ledger = product.GetRequiredService<Ledger>();
        FailedRun[] alerts = [.. Enumerable.Range(0, 12).Select(i => AnAlert(i))];
        List<string> wrong = [];
        int sent = 0;
        world.SlackServer.Intercept = async _ =>
        {
            int now = Interlocked.Increment(ref sent) - 1;
            for (int i = 0; i < alerts.Length; i++)
            {
                DeliveryState? state = (await ledger.Read(alerts[i].Key, Stop)).GetValueOrDefault(World.Slack)?.State;
                DeliveryState? expected = i < now ? DeliveryState.Delivered : i == now ? DeliveryState.Sending : null;
                if (state != expected)
                {
                    lock (wrong)
                    {
                        wrong.Add($"While {now} was sent, {i} was {state}.");
                    }
                }
            }

            return false;
        };

        IReadOnlyCollection<Sent> all = await product.GetRequiredService<AlertPipeline>().Run(AlertMessage.Pack(alerts).Single(), Stop);

        Assert.Empty(wrong);
        Assert.Equal(12, all.Count);
        foreach (FailedRun alert in alerts)
        {
            Assert.Equal((DeliveryState.Delivered, 1), (await ledger.Read(alert.Key, Stop))[World.Slack] is var entry ? (entry.State, entry.Attempts) : default);
        }
    }

    [Fact]
    public async Task An_alert_that_is_twice_in_a_message_is_told_once()
    {
        await using World world = await World.Start();
        await using ServiceProvider product = Product.Compose(new Dictionary<string, string>(world.SettingsOn(azurite)) { ["WorkflowAlerts__Details__Enabled"] = "false" });
        FailedRun alert = AnAlert(0);

        await product.GetRequiredService<AlertPipeline>().Run(AlertMessage.Pack([alert, alert, alert]).Single(), Stop);

        Assert.Single(world.SlackServer.Received);
    }

    private static FailedRun AnAlert(int i) => new()
    {
        Tenant = World.Tenant, RunId = $"wf-{Guid.NewGuid():N}", Outcome = Outcome.Failed, Attribution = Attribution.Customer, WorkflowName = $"Daily {i}", WorkflowType = "campaign.send",
        EndedAt = TimeProvider.System.GetUtcNow().AddMinutes(-1),
    };
}
