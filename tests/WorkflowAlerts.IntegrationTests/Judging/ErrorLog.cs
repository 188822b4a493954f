using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Hears of what a process caught and logged as an error. One that was killed or overtaken may.</summary>
internal sealed class ErrorLog(Action<string> errors, Fate fate) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
        string> formatter)
    {
        if (IsEnabled(logLevel) && exception is not null && !fate.IsOver && !fate.Stalled.IsCompleted)
        {
            errors($"{formatter(state, exception)} {exception.Message}");
        }
    }

    public void Dispose()
    {
    }
}
