using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

internal static class RememberingComposition
{
    /// <summary>Puts memory in the place of every table, so that nothing outlives the process and nothing is asked of a network.</summary>
    public static IServiceCollection AddRemembering(this IServiceCollection services) => services
        .AddSingleton<IPollOrders, NoPollOrders>()
        .AddSingleton<ICheckpoints, CheckpointMemory>()
        .AddSingleton<IIncidents, IncidentMemory>()
        .AddSingleton<IHabits, HabitMemory>()
        .AddSingleton<IMutes, MuteMemory>()
        .AddSingleton<ITroubles, TroubleMemory>()
        .AddSingleton<IPoisonedMessages, PoisonMemory>();
}
