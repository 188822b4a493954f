using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.IntegrationTests.Pipeline;

/// <summary>Collects every line that any part writes.</summary>
internal sealed class EverythingSaid : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyCollection<string> Lines => _lines;

    public void Add(string line) => _lines.Enqueue(line);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Add($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Add($"{formatter(state, exception)} {state} {exception}");

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', _lines);
}
