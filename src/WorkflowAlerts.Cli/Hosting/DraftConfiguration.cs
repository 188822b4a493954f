using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Validating;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>
/// Makes of somebody's draft a configuration to try, where nothing is sent or asked. It decides who is told what and when, as it does when it is live;
/// secrets, which decide nothing of that, may be missing or not resolved.
/// </summary>
internal static class DraftConfiguration
{
    // A name that can never be resolved, in case: https://www.rfc-editor.org/rfc/rfc6761#section-6.4
    private const string Address = "https://draft.invalid/";
    private const string Placeholder = "draft";

    /// <summary>The configuration with placeholders for the secrets that it lacks, to be checked as <c>check</c> does.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="tenants">Whether also for those of the tenants, because nothing will be asked of Amperity.</param>
    public static IConfiguration Completed(IConfiguration configuration, bool tenants = true)
    {
        Dictionary<string, string?> filled = [];
        foreach (IConfigurationSection tenant in Section(configuration, nameof(WorkflowAlertsOptions.Tenants)).Where(_ => tenants))
        {
            bool token = tenant[nameof(TenantOptions.AccessToken)] is { Length: > 0 };
            bool oauth = new[] { nameof(TenantOptions.ClientId), nameof(TenantOptions.ClientSecret), nameof(TenantOptions.TokenUrl) }.Any(name => tenant[name] is { Length: > 0 });
            Fill(filled, tenant, nameof(TenantOptions.BaseUrl), Address);
            if (oauth)
            {
                Fill(filled, tenant, nameof(TenantOptions.ClientId), Placeholder);
                Fill(filled, tenant, nameof(TenantOptions.ClientSecret), Placeholder);
                Fill(filled, tenant, nameof(TenantOptions.TokenUrl), Address);
            }

            if (token || !oauth)
            {
                Fill(filled, tenant, nameof(TenantOptions.AccessToken), Placeholder);
            }
        }

        foreach (IConfigurationSection destination in Section(configuration, nameof(WorkflowAlertsOptions.Destinations)))
        {
            Fill(filled, destination, nameof(DestinationOptions.WebhookUrl), Address);
            foreach (IConfigurationSection header in destination.GetSection(nameof(DestinationOptions.Headers)).GetChildren().Where(header => VaultReference.Is(header.Value)))
            {
                filled[header.Path] = Placeholder;
            }
        }

        string heartbeat = ConfigurationPath.Combine(WorkflowAlertsOptions.Section, nameof(WorkflowAlertsOptions.Heartbeat), nameof(Reporting.HeartbeatOptions.Url));
        if (VaultReference.Is(configuration[heartbeat]))
        {
            filled[heartbeat] = "";
        }

        return new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(filled).Build();
    }

    private static IEnumerable<IConfigurationSection> Section(IConfiguration configuration, string name) =>
        configuration.GetSection(ConfigurationPath.Combine(WorkflowAlertsOptions.Section, name)).GetChildren();

    private static void Fill(Dictionary<string, string?> filled, IConfigurationSection section, string name, string placeholder)
    {
        if (string.IsNullOrWhiteSpace(section[name]) || VaultReference.Is(section[name]))
        {
            filled[$"{section.Path}:{name}"] = placeholder;
        }
    }
}
