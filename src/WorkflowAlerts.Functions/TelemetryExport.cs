using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.Functions;

/// <summary>Sends traces, metrics and logs to Application Insights, where it is configured.</summary>
internal static class TelemetryExport
{
    // The same text the Functions host reads; the worker's exporter does not.
    // https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string
    private const string Authentication = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    public static void AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        IOpenTelemetryBuilder telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithMetrics(metrics => metrics.AddMeter(AlertMetrics.MeterName));
        if (!string.IsNullOrEmpty(configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
        {
            telemetry.UseAzureMonitorExporter(options => options.Credential = Identity(configuration[Authentication]));
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
