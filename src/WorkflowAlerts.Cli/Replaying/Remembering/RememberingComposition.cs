using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Replaying.Remembering;

internal static class RememberingComposition
{
    /// <summary>Puts memory in the place of the stores that have doubles of their own.</summary>
    public static IServiceCollection AddRemembering(this IServiceCollection services) => services
        .AddSingleton<LedgerMemory>()
        .AddSingleton<KeptAlertMemory>()
        .AddSingleton<ILedger>(provider => provider.GetRequiredService<LedgerMemory>())
        .AddSingleton<IKeptAlerts>(provider => provider.GetRequiredService<KeptAlertMemory>());
}
