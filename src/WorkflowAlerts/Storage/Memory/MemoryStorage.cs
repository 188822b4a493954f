using System.Collections.Concurrent;

namespace WorkflowAlerts.Storage.Memory;

/// <summary>Tables and queues in memory, on any clock: for what is simulated. It ends with the process.</summary>
public sealed class MemoryStorage(TimeProvider time) : IStorage
{
    private readonly ConcurrentDictionary<string, MemoryTable> _tables = [];
    private readonly ConcurrentDictionary<string, MemoryQueue> _queues = [];

    public ITable Table(string name) => _tables.GetOrAdd(name, _ => new MemoryTable());

    /// <summary>A queue by its name, which knows when its next message becomes visible.</summary>
    public MemoryQueue Queue(string name) => _queues.GetOrAdd(name, _ => new MemoryQueue(time));

    public Task EnsureCreated(CancellationToken cancellationToken) => Task.CompletedTask;

    IQueue IStorage.Queue(string name) => Queue(name);
}
