using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>
/// Makes of somebody's configuration one to replay with. It decides who is told what and when, as it does when it is live; secrets, which decide nothing of
/// that, may be missing or not resolved.
/// </summary>
internal static class ReplayConfiguration
{
    private const string Placeholder = "replay";
    private const string VaultReference = "@Microsoft.KeyVault(";

    /// <summary>The configuration with placeholders for the secrets that it lacks, to be checked as <c>check</c> does.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="tenants">Whether also for those of the tenants, because nothing will be asked of Amperity.</param>
    public static IConfiguration WithPlaceholders(IConfiguration configuration, bool tenants = true)
    {
        Dictionary<string, string?> filled = [];
        foreach (IConfigurationSection tenant in Section(configuration, nameof(WorkflowAlertsOptions.Tenants)).Where(_ => tenants))
        {
            bool token = tenant[nameof(TenantOptions.AccessToken)] is { Length: > 0 };
            bool oauth = new[] { nameof(TenantOptions.ClientId), nameof(TenantOptions.ClientSecret), nameof(TenantOptions.TokenUrl) }.Any(name => tenant[name] is { Length: > 0 });
            Fill(filled, tenant, nameof(TenantOptions.BaseUrl), NoWayOut.AddressOf(Placeholder));
            if (oauth)
            {
                Fill(filled, tenant, nameof(TenantOptions.ClientId), Placeholder);
                Fill(filled, tenant, nameof(TenantOptions.ClientSecret), Placeholder);
                Fill(filled, tenant, nameof(TenantOptions.TokenUrl), NoWayOut.AddressOf(Placeholder));
            }

            if (token || !oauth)
            {
                Fill(filled, tenant, nameof(TenantOptions.AccessToken), Placeholder);
            }
        }

        foreach (IConfigurationSection destination in Section(configuration, nameof(WorkflowAlertsOptions.Destinations)))
        {
            Fill(filled, destination, nameof(DestinationOptions.WebhookUrl), NoWayOut.AddressOf(Placeholder));
            foreach (IConfigurationSection header in destination.GetSection(nameof(DestinationOptions.Headers)).GetChildren().Where(header => IsReference(header.Value)))
            {
                filled[header.Path] = Placeholder;
            }
        }

        string heartbeat = ConfigurationPath.Combine(WorkflowAlertsOptions.Section, nameof(WorkflowAlertsOptions.Heartbeat), nameof(Reporting.HeartbeatOptions.Url));
        if (IsReference(configuration[heartbeat]))
        {
            filled[heartbeat] = "";
        }

        return Over(configuration, filled);
    }

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

        return Over(configuration, replaced);
    }

    private static string Path(params string[] names) => ConfigurationPath.Combine([WorkflowAlertsOptions.Section, .. names]);

    private static IEnumerable<IConfigurationSection> Section(IConfiguration configuration, string name) => configuration.GetSection(Path(name)).GetChildren();

    private static void Fill(Dictionary<string, string?> filled, IConfigurationSection section, string name, string placeholder)
    {
        if (IsMissing(section, name))
        {
            filled[$"{section.Path}:{name}"] = placeholder;
        }
    }

    private static bool IsMissing(IConfigurationSection section, string name) => string.IsNullOrWhiteSpace(section[name]) || IsReference(section[name]);

    private static bool IsReference(string? value) => value?.TrimStart().StartsWith(VaultReference, StringComparison.OrdinalIgnoreCase) == true;

    private static IConfiguration Over(IConfiguration configuration, Dictionary<string, string?> settings) =>
        new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(settings).Build();
}
