using Microsoft.Extensions.Hosting;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Functions;

/// <summary>Makes sure at the start that the queues and tables are there: the template makes them in Azure, but nobody does in a fresh Azurite.</summary>
internal sealed class CreateStorage(IStorage storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => storage.EnsureCreated(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
