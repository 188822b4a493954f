using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests;

/// <summary>An Azurite of its own for one test class, with queues and tables created.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    internal StorageConnection Connection => new(new ConfigurationBuilder().AddInMemoryCollection([new(StorageConnection.Setting, ConnectionString)]).Build());

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.Start(null, CancellationToken.None);
        await new StorageSetup(Connection.Queues(), Connection.Tables()).EnsureCreated(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
