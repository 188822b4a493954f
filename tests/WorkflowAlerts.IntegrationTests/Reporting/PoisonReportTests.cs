using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
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

    public async ValueTask DisposeAsync()
    {
        await _product.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_poisoned_alert_is_kept_and_told_once_with_its_run()
    {
        string body = AlertMessage.Pack([new Alert { Tenant = World.Tenant, RunId = "wf-20260619-00001-poison", Outcome = Outcome.Failed }]).Single();

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
    public async Task While_the_operations_destination_is_down_the_message_comes_back_and_is_told_later()
    {
        _world.TeamsServer.Intercept = context =>
        {
            context.Response.StatusCode = 503;
            return Task.FromResult(true);
        };
        await Assert.ThrowsAsync<OperationsUnreachableException>(() => Report("not now"));
        _world.TeamsServer.Intercept = null;

        await Report("not now");

        Assert.Single(_world.TeamsServer.Received);
    }

    private Task Report(string body) => _product.GetRequiredService<PoisonReport>().Run(body, Stop);

    private async Task<IReadOnlyList<string>> Kept()
    {
        List<string> bodies = [];
        await foreach (TableEntity row in azurite.Connection.Tables().GetTableClient(StorageNames.Deliveries)
            .QueryAsync<TableEntity>(row => row.PartitionKey == PoisonedMessageTable.Partition, cancellationToken: Stop))
        {
            bodies.Add(Encoding.UTF8.GetString(row.GetBinary("Body")));
        }

        return bodies;
    }
}
