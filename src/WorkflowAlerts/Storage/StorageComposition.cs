using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Storage.Azure;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Storage;

internal static class StorageComposition
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        StorageConnection connection = new(configuration);
        return services
            .AddSingleton(_ => connection.Queues())
            .AddSingleton(_ => connection.Tables())
            .AddSingleton(connection)
            .AddSingleton<IStorage, AzureStorage>()
            .AddSingleton<DamagedRows>()
            .AddSingleton<Inspection>()
            .AddSingleton<AlertQueue>()
            .AddSingleton<PollOrders>()
            .AddStore<Checkpoints>()
            .AddStore<PoisonedMessages>()
            .AddStore<Troubles>()
            .AddStore<Incidents>()
            .AddStore<Habits>()
            .AddStore<Mutes>();
    }

    /// <summary>Adds a store, which is also who knows how its rows must be and when they leave.</summary>
    public static IServiceCollection AddStore<T>(this IServiceCollection services)
        where T : class, IRowReader
    {
        services.AddSingleton<T>().AddSingleton<IRowReader>(provider => provider.GetRequiredService<T>());
        return typeof(T).IsAssignableTo(typeof(ISweepable))
            ? services.AddSingleton(provider => (ISweepable)provider.GetRequiredService<T>())
            : services;
    }
}
