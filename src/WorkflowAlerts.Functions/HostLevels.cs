using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Functions;

/// <summary>The levels of <c>host.json</c>, for the app's own log: the Functions host applies them to what it writes itself only.</summary>
internal static class HostLevels
{
    public static void AddHostLevels(this ILoggingBuilder logging, IConfiguration configuration) =>
        logging.AddHostLevels(configuration, Path.Combine(AppContext.BaseDirectory, "host.json"));

    internal static void AddHostLevels(this ILoggingBuilder logging, IConfiguration configuration, string file)
    {
        IConfiguration host = new ConfigurationBuilder().AddJsonFile(file, optional: true).Build();
        logging.AddConfiguration(host.GetSection("logging"));

        // App settings go before host.json: https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
        logging.AddConfiguration(configuration.GetSection("AzureFunctionsJobHost:logging"));
    }
}
