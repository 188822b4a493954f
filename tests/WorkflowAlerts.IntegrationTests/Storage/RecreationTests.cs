using Microsoft.Extensions.Logging;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>Somebody deletes tables and queues while the product runs.</summary>
public sealed class RecreationTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private readonly Lines _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _azurite.InitializeAsync();

    public ValueTask DisposeAsync() => _azurite.DisposeAsync();

    public static TheoryData<string> Operations => ["find", "range", "add", "merge with a version", "delete", "batch"];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_table_that_is_gone_is_made_again_and_an_error_says_so(string operation)
    {
        ITable table = new AzureStorage(_azurite.Connection, _log).Table(StorageNames.Incidents);
        string version = (await table.Write([RowChange.Add(new Row("p", "a"))], Stop))![0];
        await _azurite.Connection.Tables().DeleteTableAsync(StorageNames.Incidents, Stop);

        object? result = operation switch
        {
            "find" => await table.Find("p", "a", Stop),
            "range" => await table.Range(RowRange.Of("p"), Stop).FirstOrDefaultAsync(Stop),
            "add" => (await table.Write([RowChange.Add(new Row("p", "a"))], Stop) ?? throw new InvalidOperationException()).Count == 0 ? "" : null,
            "merge with a version" => await table.Write([RowChange.Merge(new Row("p", "a"), version)], Stop),
            "delete" => (await table.Write([RowChange.Delete("p", "a")], Stop))!.Count == 1 ? null : "",
            _ => await table.Write([RowChange.Merge(new Row("p", "a"), version), RowChange.Add(new Row("p", "b"))], Stop),
        };

        Assert.Null(result);
        Assert.NotNull(await table.Write([RowChange.Add(new Row("p", "c"))], Stop));
        Assert.Contains(_log.Errors, line => line.StartsWith("The table Incidents is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_that_is_gone_is_made_again_and_an_error_says_so()
    {
        IQueue queue = new AzureStorage(_azurite.Connection, _log).Queue(StorageNames.AlertQueue);
        Func<Task>[] operations =
        [
            () => queue.Send("a", TimeSpan.Zero, null, Stop), () => queue.Receive(1, TimeSpan.FromSeconds(1), Stop), () => queue.Peek(1, Stop), () => queue.Count(Stop),
        ];
        foreach (Func<Task> operation in operations)
        {
            await _azurite.Connection.Queues().DeleteQueueAsync(StorageNames.AlertQueue, Stop);
            await operation();
        }

        QueueReceipt receipt = await queue.Send("a", TimeSpan.Zero, null, Stop);
        await _azurite.Connection.Queues().DeleteQueueAsync(StorageNames.AlertQueue, Stop);
        Assert.False(await queue.Delete(receipt, Stop));
        Assert.Null(await queue.Hide(receipt, TimeSpan.Zero, Stop));
        Assert.Equal(4, _log.Errors.Count(line => line.StartsWith("The queue alerts is gone", StringComparison.Ordinal)));
    }

    private sealed class Lines : ILogger<AzureStorage>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors.Add(formatter(state, exception));
    }
}
