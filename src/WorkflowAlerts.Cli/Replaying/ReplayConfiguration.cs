using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>Makes of somebody's configuration one to replay with: it decides as it does when it is live, and nothing can leave by it.</summary>
internal static class ReplayConfiguration
{
    private const string Placeholder = "replay";

    /// <summary>The checked configuration as the replay uses it: no secret is left in it, and nothing waits on the real clock.</summary>
    public static IConfiguration WithoutSecrets(IConfiguration configuration, WorkflowAlertsOptions options)
    {
        Dictionary<string, string?> replaced = new()
        {
            // Nobody outside hears of polls that only happened in thought.
            [Path(nameof(options.Heartbeat), nameof(options.Heartbeat.Url))] = "",

            // What has to wait for its turn goes back onto the queue, which is on simulated time, and is counted there.
            [Path(nameof(options.Delivery), nameof(options.Delivery.MaxPacingWait))] = TimeSpan.Zero.ToString(),
        };
        foreach (IConfigurationSection tenant in Section(configuration, nameof(WorkflowAlertsOptions.Tenants)))
        {
            replaced[$"{tenant.Path}:{nameof(TenantOptions.ClientId)}"] = "";
            replaced[$"{tenant.Path}:{nameof(TenantOptions.ClientSecret)}"] = "";
            replaced[$"{tenant.Path}:{nameof(TenantOptions.TokenUrl)}"] = "";
            replaced[$"{tenant.Path}:{nameof(TenantOptions.AccessToken)}"] = Placeholder;
        }

        foreach (IConfigurationSection destination in Section(configuration, nameof(WorkflowAlertsOptions.Destinations)))
        {
            replaced[$"{destination.Path}:{nameof(DestinationOptions.WebhookUrl)}"] = NoWayOut.AddressOf(destination.Key.Replace('_', '-'));
            foreach (IConfigurationSection header in destination.GetSection(nameof(DestinationOptions.Headers)).GetChildren())
            {
                replaced[header.Path] = Placeholder;
            }
        }

        return new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(replaced).Build();
    }

    private static string Path(params string[] names) => ConfigurationPath.Combine([WorkflowAlertsOptions.Section, .. names]);

    private static IEnumerable<IConfigurationSection> Section(IConfiguration configuration, string name) => configuration.GetSection(Path(name)).GetChildren();
}
