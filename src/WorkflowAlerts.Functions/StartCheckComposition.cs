using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Functions;

/// <summary>Adds the check.</summary>
internal static class StartCheckComposition
{
    /// <summary>Adds the check as the first thing that starts; what exports telemetry is put before it later.</summary>
    public static void AddStartCheck(this IServiceCollection services)
    {
        // It would end the process before anything is exported.
        services.RemoveAll<IStartupValidator>();
        services.AddSingleton<StartMistakes>();
        services.Insert(0, ServiceDescriptor.Singleton<IHostedService, StartCheck>());
    }
}
