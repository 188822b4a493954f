using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Cli.Commands;

/// <summary>Says an exception in words, without its stack.</summary>
internal static class Sentences
{
    public static bool IsUsage(Exception exception) => exception is UsageException or OptionsValidationException;

    public static IEnumerable<string> Of(Exception exception) => exception switch
    {
        OptionsValidationException validation => ["The configuration has mistakes:", .. validation.Failures.Select(failure => $"  - {failure}")],
        AggregateException aggregate when aggregate.InnerExceptions.Count > 0 => aggregate.InnerExceptions.SelectMany(Of).Distinct(),
        _ => [FirstLine(exception.Message)],
    };

    // Storage errors go on with headers and bodies over many lines; the first says what happened.
    private static string FirstLine(string message) => message.Trim().Split('\n', 2)[0].TrimEnd();
}
