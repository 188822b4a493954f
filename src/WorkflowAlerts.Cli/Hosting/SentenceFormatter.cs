using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using WorkflowAlerts.Cli.Commands;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>One line a log entry: time, level where it matters, message, and an exception in words.</summary>
internal sealed class SentenceFormatter(TimeProvider time, SentenceFormatter.Detail detail) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "sentence";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        string level = logEntry.LogLevel switch
        {
            LogLevel.Critical or LogLevel.Error => "ERROR ",
            LogLevel.Warning => "warning ",
            _ => "",
        };
        string cause = logEntry.Exception is { } exception ? " " + string.Join(" ", Sentences.Of(exception)) : "";
        textWriter.WriteLine($"{time.GetUtcNow():HH:mm:ss}Z {level}{OneLine(logEntry.Formatter(logEntry.State, null) + cause)}");
        if (detail.Stacks && logEntry.Exception is not null)
        {
            textWriter.WriteLine(logEntry.Exception);
        }
    }

    // Foreign text must not be able to write log lines of its own, or to steer the terminal.
    private static string OneLine(string text) => Printable.Of(string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)));

    /// <summary>How much an entry tells.</summary>
    internal sealed record Detail(bool Stacks);
}
