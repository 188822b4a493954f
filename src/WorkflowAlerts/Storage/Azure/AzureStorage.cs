using System.Collections.Concurrent;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>Tables and queues in Azure Storage, or in Azurite.</summary>
public sealed class AzureStorage : IStorage
{
    private readonly ConcurrentDictionary<string, AzureTable> _known = [];
    private readonly ConcurrentDictionary<string, AzureQueue> _knownQueues = [];
    private readonly TableServiceClient _tables;
    private readonly QueueServiceClient _queues;
    private readonly ILogger<AzureStorage> _logger;

    // As they are: what another program sent and did not encode has to be read as well.
    /// <exception cref="StorageSettingException">The setting is missing or wrong.</exception>
    public AzureStorage(StorageConnection connection, ILogger<AzureStorage> logger)
        : this(connection.Tables(), connection.Queues(options => options.MessageEncoding = QueueMessageEncoding.None), logger)
    {
    }

    internal AzureStorage(TableServiceClient tables, QueueServiceClient queues, ILogger<AzureStorage> logger)
    {
        _tables = tables;
        _queues = queues;
        _logger = logger;
    }

    public ITable Table(string name) => _known.GetOrAdd(name, _ => new AzureTable(_tables.GetTableClient(name), _logger));

    public IQueue Queue(string name) => _knownQueues.GetOrAdd(name, _ => new AzureQueue(_queues.GetQueueClient(name), _logger));

    public Task EnsureCreated(CancellationToken cancellationToken) => Task.WhenAll(
    [
        .. StorageNames.Queues.Select(name => _queues.GetQueueClient(name).CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        .. StorageNames.Tables.Select(name => _tables.GetTableClient(name).CreateIfNotExistsAsync(cancellationToken)),
    ]);
}
