using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Reporting;

internal static class ReportingComposition
{
    public static IServiceCollection AddReporting(this IServiceCollection services) => services
        .AddSecretHttpClient(Heartbeat.Client)
        .AddSingleton<Attention>()
        .AddSingleton<Operations>()
        .AddSingleton<DamageReport>()
        .AddSingleton<PoisonReport>()
        .AddSingleton<Refusals>()
        .AddSingleton<SelfWatch>()
        .AddSingleton<QueueWatch>()
        .AddSingleton<Heartbeat>();
}
