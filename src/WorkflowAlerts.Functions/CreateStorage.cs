using Azure;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Functions;

/// <summary>
/// Makes sure at the start that the queues and tables are there: the template makes them in Azure, but nobody does in a fresh Azurite. While storage does not
/// answer, or the roles of a first deployment do not work yet, it says so once and goes on trying.
/// </summary>
internal sealed partial class CreateStorage(IServiceProvider services, TimeProvider time, ILogger<CreateStorage> logger) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(15);

    private bool _created;

    /// <summary>The first try comes before any function runs; the host must not wait for more.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _created = await Try(isFirst: true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!_created)
        {
            await Task.Delay(_pause, time, stoppingToken);
            if (_created = await Try(isFirst: false, stoppingToken))
            {
                Log.Back(logger);
            }
        }
    }

    private async Task<bool> Try(bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            // Not by the constructor: a wrong setting is told with all other mistakes, and not as a service that cannot be made.
            await services.GetRequiredService<IStorage>().EnsureCreated(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException or AuthenticationFailedException)
        {
            if (isFirst)
            {
                Log.Away(logger, e.GetBaseException().Message.ReplaceLineEndings("\n").Split('\n')[0]);
            }

            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Storage does not answer, so nothing is polled and nothing told: {Reason} It is tried again until it does.")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "Storage answers now.")]
        public static partial void Back(ILogger logger);
    }
}
