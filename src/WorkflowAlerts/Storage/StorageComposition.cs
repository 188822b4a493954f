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
            .AddSingleton<AlertQueue>()
            .AddSingleton<PollOrders>()
            .AddSingleton<Checkpoints>()
            .AddSingleton<PoisonedMessages>()
            .AddSingleton<Troubles>()
            .AddSingleton<Incidents>()
            .AddSingleton<Habits>()
            .AddSingleton<Mutes>();
    }
}
