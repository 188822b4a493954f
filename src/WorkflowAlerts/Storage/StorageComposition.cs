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
            .AddSingleton<IAlertQueue, AlertQueue>()
            .AddSingleton<IPollOrders, PollOrderQueue>()
            .AddSingleton<ICheckpoints, CheckpointTable>()
            .AddSingleton<IPoisonedMessages, PoisonedMessageTable>()
            .AddSingleton<ITroubles, TroubleTable>()
            .AddSingleton<IIncidents, IncidentTable>()
            .AddSingleton<IHabits, HabitTable>()
            .AddSingleton<IMutes, MuteTable>();
    }
}
