using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Functions.Tests;

public sealed class CreateStorageTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly LinesProvider _log = new();
    private readonly StorageHandler _storage = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_storage_answers_nothing_is_said()
    {
        _storage.Status = HttpStatusCode.Created;
        using CreateStorage create = Make();

        await create.StartAsync(Stop);

        Assert.Empty(_log.Lines);
        Assert.Equal(7, _storage.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task While_it_does_not_it_is_said_once_tried_again_and_said_when_it_is_over(HttpStatusCode status)
    {
        _storage.Status = status;
        using CreateStorage create = Make();
        await create.StartAsync(Stop);

        for (int tries = 0; tries < 5; tries++)
        {
            await Again();
        }

        Assert.StartsWith("Warning: Storage does not answer, so nothing is polled and nothing told: ", Assert.Single(_log.Lines), StringComparison.Ordinal);
        Assert.DoesNotContain("\n", _log.Lines[0], StringComparison.Ordinal);

        _storage.Status = HttpStatusCode.Created;
        await Again();
        await create.ExecuteTask!.WaitAsync(Stop);
        Assert.Equal("Information: Storage answers now.", _log.Lines[^1]);
        Assert.Equal(2, _log.Lines.Count);
    }

    // Moves the clock until somebody has asked again: the wait begins on another thread.
    private async Task Again()
    {
        int before = _storage.Asked;
        while (_storage.Asked < before + 7)
        {
            _time.Advance(TimeSpan.FromSeconds(15));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Stop);
        }
    }

    private CreateStorage Make()
    {
        HttpClientTransport transport = new(_storage);
        ServiceProvider services = new ServiceCollection()
            .AddSingleton<IStorage>(new AzureStorage(
                new TableServiceClient("UseDevelopmentStorage=true", new TableClientOptions { Transport = transport, Retry = { MaxRetries = 0 } }),
                new QueueServiceClient("UseDevelopmentStorage=true", new QueueClientOptions { Transport = transport, Retry = { MaxRetries = 0 } }),
                NullLogger<AzureStorage>.Instance))
            .BuildServiceProvider();
        return new CreateStorage(services, _time, LoggerFactory.Create(logging => logging.AddProvider(_log)).CreateLogger<CreateStorage>());
    }

    private sealed class StorageHandler : HttpMessageHandler
    {
        private int _asked;

        public HttpStatusCode Status { get; set; }

        public int Asked => _asked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage answer = new(Status) { Content = new StringContent("") };
            Interlocked.Increment(ref _asked);
            return Task.FromResult(answer);
        }
    }

    private sealed class LinesProvider : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add($"{logLevel}: {formatter(state, exception)}");
            }
        }

        public void Dispose()
        {
        }
    }
}
