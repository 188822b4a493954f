using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;

namespace WorkflowAlerts.Functions;

/// <summary>Refuses to start with mistakes in the app settings, and logs them, one line each, once the log has somewhere to go.</summary>
internal sealed partial class StartCheck(StartMistakes mistakes, IEnumerable<ILoggerProvider> providers, ILogger<StartCheck> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> found = mistakes.Find();
        bool isExported = providers.OfType<OpenTelemetryLoggerProvider>().Any();
        foreach (string mistake in found)
        {
            Log.Wrong(logger, mistake);
            if (!isExported)
            {
                // The Functions host shows it, as it does everything on the standard error. It takes no log of a worker that has not said hello yet.
                Console.Error.WriteLine(mistake);
            }
        }

        return found.Count == 0 ? Task.CompletedTask : throw new StartRefusedException(found.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "{Mistake}")]
        public static partial void Wrong(ILogger logger, string mistake);
    }
}
