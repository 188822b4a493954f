using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Scenarios;

/// <summary>
/// Storage with the alert queue from elsewhere: Azurite's own clock cannot be set, and a message may be hidden for hours.
/// </summary>
internal sealed class SplitStorage(IStorage storage, IQueue alerts) : IStorage
{
    public ITable Table(string name) => storage.Table(name);

    public IQueue Queue(string name) => name == StorageNames.AlertQueue ? alerts : storage.Queue(name);

    public Task EnsureCreated(CancellationToken cancellationToken) => storage.EnsureCreated(cancellationToken);
}
