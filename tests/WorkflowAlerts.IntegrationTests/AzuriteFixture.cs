using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests;

/// <summary>An Azurite of its own for one test class, with queues and tables created.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteProcess? _azurite;

    public string ConnectionString => _azurite!.ConnectionString;

    internal StorageConnection Connection => new(new ConfigurationBuilder().AddInMemoryCollection([new(StorageConnection.Setting, ConnectionString)]).Build());

    internal AzureStorage Storage => new(Connection, NullLogger<AzureStorage>.Instance);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.Start(null, CancellationToken.None);
        await Storage.EnsureCreated(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
