using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Functions;

/// <summary>Sends traces, metrics and logs to Application Insights, or to any other collector by OTLP, where either is configured.</summary>
internal static class TelemetryExport
{
    // The same text the Functions host reads; the worker's exporter does not.
    // https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string ConnectionString = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        bool toMonitor = !string.IsNullOrWhiteSpace(configuration[ConnectionString]);
        bool toOtlp = !string.IsNullOrWhiteSpace(configuration[Otlp]);
        if (!toMonitor && !toOtlp)
        {
            // The worker's defaults tell the Functions host that the worker sends its log itself, and the host lets it go: without an exporter nobody would see it.
            return;
        }

        ServiceDescriptor[] before = [.. services];
        OpenTelemetryBuilder telemetry = services.AddOpenTelemetry();
        telemetry.UseFunctionsWorkerDefaults().WithMetrics(metrics => metrics
            .AddMeter(AlertMetrics.MeterName)
            // One series instead of one for each tenant: how many runs Amperity lists is a matter of curiosity, and every series costs.
            .AddView("workflow_alerts.runs", new MetricStreamConfiguration { TagKeys = [] }));
        services.Configure<OpenTelemetryLoggerOptions>(logs => logs.IncludeFormattedMessage = true);
        if (toOtlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (toMonitor)
        {
            telemetry.UseAzureMonitorExporter(options =>
            {
                options.Credential = Identity(configuration[Authentication]);
                options.EnableLiveMetrics = false;
                // A warning is sent even where the trace that it belongs to is not.
                options.EnableTraceBasedLogsSampler = false;
            });
        }

        StartFirst(services, services.Where(service => service.ServiceType == typeof(IHostedService)).Except(before));
    }

    // The exporters are attached by hosted services, one of them the last of all: what another logged at its start, and why it ended the process, would go nowhere.
    private static void StartFirst(IServiceCollection services, IEnumerable<ServiceDescriptor> exporting)
    {
        foreach (ServiceDescriptor one in exporting.Reverse().ToArray())
        {
            services.Remove(one);
            services.Insert(0, one);
        }
    }

    /// <summary>The identity that an authentication string names: <c>Authorization=AAD</c>, with <c>ClientId=…</c> for a user-assigned one; null without one.</summary>
    internal static ManagedIdentityCredential? Identity(string? authentication)
    {
        Dictionary<string, string> parts = (authentication ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("Authorization", out string? kind) || !kind.Equals("AAD", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return new ManagedIdentityCredential(
            parts.TryGetValue("ClientId", out string? id) ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
    }
}
