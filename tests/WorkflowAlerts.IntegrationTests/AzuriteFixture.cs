using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests;

/// <summary>A storage account of its own for one test class, with queues and tables created.</summary>
public class AzuriteFixture : IAsyncLifetime
{
    public string ConnectionString { get; private set; } = "";

    internal StorageConnection Connection => new(new ConfigurationBuilder().AddInMemoryCollection([new(StorageConnection.Setting, ConnectionString)]).Build());

    internal AzureStorage Storage => new(Connection, NullLogger<AzureStorage>.Instance);

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await TakeAccount();
        await Storage.EnsureCreated(CancellationToken.None);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected virtual Task<string> TakeAccount() => OneAzurite.TakeAccount();
}
