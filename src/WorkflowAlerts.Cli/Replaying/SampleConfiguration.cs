using Microsoft.Extensions.Configuration;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>The example of the README, for whoever has no configuration yet.</summary>
internal static class SampleConfiguration
{
    public const string Tenant = "socktown";

    public static IConfiguration Make()
    {
        Dictionary<string, string?> settings = new()
        {
            [$"Tenants:{Tenant}:BaseUrl"] = $"https://{Tenant}.amperity.com/api",
            ["Destinations:data-team:Kind"] = "Slack",
            ["Destinations:platform-oncall:Kind"] = "Teams",
            ["Routes:0:ManualStop"] = "true",
            ["Routes:0:Mute"] = "true",
            ["Routes:1:Attribution"] = "platform",
            ["Routes:1:To:0"] = "platform-oncall",
            ["Routes:2:Attribution"] = "customer",
            ["Routes:2:To:0"] = "data-team",
            ["DefaultTo:0"] = "data-team",
        };
        return new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"{WorkflowAlertsOptions.Section}:{setting.Key}", setting.Value))).Build();
    }
}
