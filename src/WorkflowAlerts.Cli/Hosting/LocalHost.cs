using WorkflowAlerts.Sending;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>The product's composition with a timer and a queue pump in place of the Functions host.</summary>
internal static class LocalHost
{
    /// <summary>Checks a configuration without doing anything.</summary>
    /// <exception cref="OptionsValidationException">The configuration has mistakes; all of them.</exception>
    public static async Task Validate(IConfiguration configuration)
    {
        ServiceProvider provider = Build(configuration, verbose: false, LogLevel.None);
        PollTimer.Parse(provider.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value.Polling.Schedule);
        await provider.DisposeAsync();
    }

    /// <summary>Composes the product and checks its configuration.</summary>
    /// <exception cref="OptionsValidationException">The configuration has mistakes; all of them.</exception>
    public static ServiceProvider Build(IConfiguration configuration, bool verbose, LogLevel level = LogLevel.Information, Action<IServiceCollection>? change = null)
    {
        ServiceCollection services = new();
        services.AddLogging(logging => logging
            .SetMinimumLevel(LogLevel.Warning)
            .AddFilter(nameof(WorkflowAlerts), verbose ? LogLevel.Debug : level)
            .AddFilter("Polly", verbose ? LogLevel.Information : LogLevel.None)
            .AddConsoleFormatter<SentenceFormatter, ConsoleFormatterOptions>()
            .AddConsole(console =>
            {
                console.FormatterName = SentenceFormatter.FormatterName;

                // Standard output is for results.
                console.LogToStandardErrorThreshold = LogLevel.Trace;
            }));
        services.AddSingleton(new SentenceFormatter.Detail(verbose));
        services.AddSingleton(HostJson.Load());
        services.AddWorkflowAlerts(configuration);
        change?.Invoke(services);
        services.TryAddSingleton<DeliveryTally>();
        services.AddSingleton(provider => AlertPump(provider, configuration));
        ServiceProvider provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider;
    }

    /// <summary>What the function app does with the poison queue: each message is kept and reported, and comes back until that worked.</summary>
    public static QueuePump PoisonPump(IServiceProvider provider, IConfiguration configuration)
    {
        PoisonReport report = provider.GetRequiredService<PoisonReport>();
        HostJson settings = provider.GetRequiredService<HostJson>() with { MaxDequeueCount = int.MaxValue };
        return Pump(provider, configuration, StorageNames.PoisonQueue, StorageNames.PoisonQueue, settings, report.Run);
    }

    /// <summary>Takes orders to poll off their queue, as the function app does where there are many tenants.</summary>
    public static QueuePump PollPump(IServiceProvider provider, IConfiguration configuration)
    {
        OrderedPolls polls = provider.GetRequiredService<OrderedPolls>();
        return Pump(provider, configuration, StorageNames.PollQueue, StorageNames.PollPoisonQueue, provider.GetRequiredService<HostJson>() with { MaxPollingInterval = TimeSpan.FromSeconds(1) }, polls.Run);
    }

    private static QueuePump AlertPump(IServiceProvider provider, IConfiguration configuration)
    {
        AlertPipeline pipeline = provider.GetRequiredService<AlertPipeline>();
        DeliveryTally tally = provider.GetRequiredService<DeliveryTally>();
        return Pump(
            provider, configuration, StorageNames.AlertQueue, StorageNames.PoisonQueue, provider.GetRequiredService<HostJson>(),
            async (body, cancellationToken) => tally.Add(await pipeline.Run(body, cancellationToken)));
    }

    private static QueuePump Pump(
        IServiceProvider provider, IConfiguration configuration, string queue, string poison, HostJson settings, Func<string, CancellationToken, Task> handle)
    {
        ILogger<QueuePump> logger = provider.GetRequiredService<ILogger<QueuePump>>();
        QueueServiceClient queues = new StorageConnection(configuration).Queues(options => options.MessageDecodingFailed += QueuePump.PoisonUndecodable(logger));
        return new QueuePump(
            queues.GetQueueClient(queue), queues.GetQueueClient(poison), settings, handle, provider.GetRequiredService<TimeProvider>(), logger);
    }
}
