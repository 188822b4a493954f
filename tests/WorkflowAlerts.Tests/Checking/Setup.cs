using WorkflowAlerts.Telling;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.Tests.Checking;

/// <summary>A configuration with some of everything that routes can do.</summary>
internal static class Setup
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private const string Settings =
        """
        { "WorkflowAlerts": {
          "Tenants": {
            "socktown": { "BaseUrl": "https://socktown.amperity.com/api", "AccessToken": "t" },
            "socktown-sb-12345": { "BaseUrl": "https://socktown.amperity.com/api", "AccessToken": "t" }
          },
          "Destinations": {
            "data-team": { "Kind": "Slack", "WebhookUrl": "https://hooks.slack.com/services/T/B/x" },
            "platform-oncall": { "Kind": "Teams", "WebhookUrl": "https://x.logic.azure.com/workflows/a/triggers/manual/paths/invoke?sig=s" }
          },
          "Routes": [
            { "ManualStop": true, "Mute": true },
            { "Type": "campaign.*", "To": ["data-team"], "Continue": true },
            {
              "Attribution": "platform", "To": ["platform-oncall"], "Hold": "01:30:00",
              "Quiet": [ { "Days": ["mon-fri"], "From": "22:00", "To": "06:30", "Zone": "Europe/Berlin", "Except": [ { "Name": "Card payments*" }, { "Outcome": "canceled", "Type": "c*" } ] } ]
            },
            { "Attribution": "platform", "Name": "Daily *", "To": ["data-team"] },
            { "Tenant": "*-sb-*", "ErrorType": "x[bold]", "To": ["data-team", "DATA-TEAM"], "Late": true, "Recovered": false }
          ],
          "Owners": [ { "Type": "courier.*", "Slack": ["S012AB3CD"], "Teams": [ { "Id": "jane.doe@contoso.com", "Name": "Jane Doe" } ] } ],
          "DefaultTo": ["data-team"], "Operations": ["platform-oncall"]
        } }
        """;

    /// <summary>The product on a clock that stands.</summary>
    public static ServiceProvider Product(DateTimeOffset? at = null) => LocalHost.Build(
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Settings))).Build(), verbose: false, LogLevel.None,
        services => services.AddSingleton<TimeProvider>(new SimulatedClock(at ?? Now)).AddSingleton<IStorage, MemoryStorage>());

    public static WorkflowAlertsOptions Options()
    {
        using ServiceProvider product = Product();
        return product.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;
    }
}
