using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Reporting;

public sealed class PoisonReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private World _world = null!;
    private ServiceProvider _product = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await World.Start();
        Dictionary<string, string> settings = _world.SettingsOn(azurite);
        settings["WorkflowAlerts__Operations__0"] = World.Teams;
        _product = Product.Compose(settings);
    }

    // The next test begins with nothing kept.
    public async ValueTask DisposeAsync()
    {
        foreach (PoisonedMessage message in await _product.GetRequiredService<PoisonedMessages>().All(CancellationToken.None))
        {
            await _product.GetRequiredService<PoisonedMessages>().Remove(message.Id, CancellationToken.None);
        }

        await _product.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_poisoned_alert_is_kept_and_told_once_with_its_run()
    {
        string body = AlertMessage.Pack([new FailedRun { Tenant = World.Tenant, Id = "wf-20260619-00001-poison", Outcome = Outcome.Failed }]).Single();

        await Report(body);
        await Report(body);

        Assert.Equal("wf-20260619-00001-poison", Assert.Single(Assert.Single(_world.TeamsServer.Received).RunIds()));
        Assert.Empty(_world.SlackServer.Received);
        Assert.Contains(await Kept(), kept => kept == body);
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_kept_and_told_as_that()
    {
        await Report("{\"name\":\"somebody else's\"}");

        Assert.Contains("cannot be read", Assert.Single(_world.TeamsServer.Received).Body, StringComparison.Ordinal);
        Assert.Contains("{\"name\":\"somebody else's\"}", await Kept());
    }

    [Fact]
    public async Task While_the_operations_destination_is_down_the_message_is_kept_and_told_later()
    {
        _world.TeamsServer.Intercept = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        await Report("not now");
        _world.TeamsServer.Intercept = null;

        Assert.True(await Eventually.IsTrue(
            async () =>
            {
                await Report("not now");
                return _world.TeamsServer.Received.Count > 0;
            },
            Stop));

        Assert.Single(_world.TeamsServer.Received);
    }

    [Fact]
    public async Task What_failed_at_every_try_is_told_with_its_reason_and_many_are_one_card()
    {
        string[] bodies = ["first bad one", "second bad one", "third bad one"];
        foreach (string body in bodies)
        {
            await Assert.ThrowsAsync<UnreadableMessageException>(() => _product.GetRequiredService<AlertPipeline>().Run(body, Stop));
            await _product.GetRequiredService<PoisonReport>().Run(body, Stop);
        }

        await _product.GetRequiredService<SelfWatch>().Tell(Stop);
        await _product.DeliverAll(azurite, Stop);

        string card = Assert.Single(_world.TeamsServer.Received).Body;
        Assert.Equal(3, card.Split("no such JSON at line 0").Length - 1);
    }

    [Fact]
    public async Task An_alert_that_was_given_up_is_told_with_tenant_run_and_reason_and_once_more_when_none_is_left()
    {
        FailedRun alert = new() { Tenant = World.Tenant, Id = "wf-20260619-00002-giveup", To = [World.Slack], Outcome = Outcome.Failed, Attribution = Attribution.Customer, EndedAt = TimeProvider.System.GetUtcNow() };
        Dictionary<string, string> settings = _world.SettingsOn(azurite);
        settings["WorkflowAlerts__Operations__0"] = World.Teams;
        settings["WorkflowAlerts__Delivery__GiveUpAfter"] = "00:01:00";
        FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
        await using ServiceProvider product = Product.Compose(settings, time: time);
        _world.SlackServer.Intercept = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        AlertPipeline pipeline = product.GetRequiredService<AlertPipeline>();
        string body = AlertMessage.Pack([alert]).Single();
        await pipeline.Run(body, Stop);
        time.Advance(TimeSpan.FromMinutes(2));
        await pipeline.Run(body, Stop);
        await product.GetRequiredService<PoisonReport>().Run(body, Stop);
        await product.GetRequiredService<SelfWatch>().Run([], Stop);
        await product.DeliverAll(azurite, Stop);

        Assert.Contains("wf-20260619-00002-giveup of socktown: data-team stayed out of reach since", Words(_world.TeamsServer.Received.Single()), StringComparison.Ordinal);

        foreach (PoisonedMessage message in await product.GetRequiredService<PoisonedMessages>().All(Stop))
        {
            await product.GetRequiredService<PoisonedMessages>().Remove(message.Id, Stop);
        }

        await product.GetRequiredService<SelfWatch>().Run([], Stop);
        await product.DeliverAll(azurite, Stop);
        Assert.StartsWith("No undelivered messages are left", _world.TeamsServer.Received.Last().Headline(), StringComparison.Ordinal);
    }

    // The words of a Teams card, whose texts are in pieces.
    private static string Words(WorkflowAlerts.Simulation.ReceivedMessage message) => string.Concat(
        System.Text.RegularExpressions.Regex.Matches(message.Body, "\"text\":\"((?:[^\"\\\\]|\\\\.)*)\"").Select(match => match.Groups[1].Value));

    private async Task Report(string body)
    {
        await _product.GetRequiredService<PoisonReport>().Run(body, Stop);
        await _product.GetRequiredService<SelfWatch>().Tell(Stop);
        await _product.DeliverAll(azurite, Stop);
    }

    private async Task<IReadOnlyList<string>> Kept()
    {
        List<string> bodies = [];
        await foreach (TableEntity row in azurite.Connection.Tables().GetTableClient(StorageNames.Deliveries)
            .QueryAsync<TableEntity>(row => row.PartitionKey == PoisonedMessages.Partition, cancellationToken: Stop))
        {
            // A reason may be noted before its message is there.
            bodies.AddRange(row.GetBinary("Body") is { } body ? [Encoding.UTF8.GetString(body)] : Array.Empty<string>());
        }

        return bodies;
    }
}
