using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Benchmarks.Running;

/// <summary>Tells from the settings what is behind which port.</summary>
internal static class Ports
{
    public static Dictionary<int, string> Of(IConfiguration configuration)
    {
        Dictionary<int, string> ports = [];
        foreach (string part in configuration[StorageConnection.Setting]!.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=', 2);
            if (pair[0] is "QueueEndpoint" or "TableEndpoint")
            {
                ports[new Uri(pair[1]).Port] = pair[0] == "QueueEndpoint" ? "queue" : "table";
            }
        }

        IConfigurationSection section = configuration.GetSection(WorkflowAlertsOptions.Section);
        AddAll(section.GetSection("Tenants"), "BaseUrl", "api");
        AddAll(section.GetSection("Destinations"), "WebhookUrl", "chat");
        return ports;

        void AddAll(IConfigurationSection entries, string address, string what)
        {
            foreach (IConfigurationSection entry in entries.GetChildren())
            {
                ports[new Uri(entry[address]!).Port] = what;
            }
        }
    }
}
