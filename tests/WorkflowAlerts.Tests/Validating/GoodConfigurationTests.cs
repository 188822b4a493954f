using WorkflowAlerts.Recording;
using WorkflowAlerts.Telling;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Chats;

namespace WorkflowAlerts.Tests.Validating;

public sealed class GoodConfigurationTests
{
    private const string Full =
        """
        {
          "Tenants": {
            "socktown": { "BaseUrl": "https://socktown.amperity.com/api", "ClientId": "id", "ClientSecret": "s", "TokenUrl": "https://socktown.amperity.com/api/v0/oauth2/token" },
            "socktown-sb-12345": { "BaseUrl": "http://localhost:5000/api", "AccessToken": "t", "ApiVersion": "unstable", "RequestsPerSecond": 1, "PageSize": 1000 }
          },
          "Destinations": {
            "data-team": { "Kind": "slack", "WebhookUrl": "https://hooks.slack.com/services/T0/B0/x", "Pacing": { "Burst": 1000, "Interval": "00:00:00.001" } },
            "gov": { "Kind": "Slack", "WebhookUrl": "https://hooks.slack-gov.com/services/T0/B0/x" },
            "local": { "Kind": "Slack", "WebhookUrl": "http://[::1]:8080/anything" },
            "platform-oncall": {
              "Kind": "Teams", "Headers": { "X-Alert-Secret": "s" },
              "WebhookUrl": "https://x.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/9f/triggers/manual/paths/invoke?api-version=1&sv=1.0&sig=s"
            }
          },
          "Routes": [
            { "ManualStop": true, "Mute": true },
            { "Attribution": "PLATFORM", "Outcome": "failed", "Tenant": "sock*", "Type": "*", "Name": "?*", "ErrorType": "amperity.*", "To": ["platform-oncall", "DATA-TEAM"], "Continue": true },
            { "Attribution": "none", "To": ["local"] }
          ],
          "DefaultTo": ["Data-Team"],
          "Operations": [],
          "Polling": { "Schedule": "0 */5 * * * *", "Overlap": "00:00:00", "InitialLookback": "2.00:00:00", "MaxSlice": "1.00:00:00" },
          "Delivery": { "MaxPacingWait": "00:00:00", "FirstRetry": "00:00:00.010", "LongestRetry": "00:00:00.010", "GiveUpAfter": "7.00:00:00" },
          "Ledger": { "Retention": "365.00:00:00" },
          "Cards": { "RunUrlTemplate": "https://socktown.amperity.com/{tenant}/runs/{id}", "ShowEmail": true }
        }
        """;

    [Fact]
    public void An_underscore_in_a_name_of_ours_stands_for_a_hyphen_which_no_app_setting_on_linux_can_have()
    {
        WorkflowAlertsOptions options = Configured.Options(Configured.From(
        [
            new("WorkflowAlerts:Tenants:socktown_sb_12345:AccessToken", "t"),
            new("WorkflowAlerts:Destinations:data_team:Kind", "Slack"),
            new("WorkflowAlerts:Destinations:data_team:Headers:X_Alert_Secret", "s"),
        ]));

        Assert.Equal("socktown-sb-12345", Assert.Single(options.Tenants).Key);
        Assert.Equal("data-team", Assert.Single(options.Destinations).Key);
        Assert.Equal("X-Alert-Secret", Assert.Single(options.Destinations["data-team"].Headers).Key);
    }

    [Fact]
    public void A_full_configuration_passes_and_is_bound()
    {
        Assert.Empty(Configured.Mistakes(Configured.Json(Full)));

        WorkflowAlertsOptions options = Configured.Options(Configured.Json(Full));
        Assert.Equal(["socktown", "socktown-sb-12345"], options.Tenants.Keys.Order());
        Assert.Equal((1, 1000, "unstable"), (options.Tenants["socktown-sb-12345"].RequestsPerSecond, options.Tenants["socktown-sb-12345"].PageSize, options.Tenants["socktown-sb-12345"].ApiVersion));
        Assert.Equal(("Slack", 1000), (TheChats.Kinds.Find(options.Destinations["data-team"].Kind)!.Name, options.Destinations["data-team"].Pacing.Burst));
        Assert.Equal("s", options.Destinations["platform-oncall"].Headers["x-alert-secret"]);
        Assert.Equal(["platform-oncall", "DATA-TEAM"], options.Routes[1].To);
        Assert.Equal((Attribution.Platform, Outcome.Failed, true), (options.Routes[1].Attribution, options.Routes[1].Outcome, options.Routes[1].Continue));
        Assert.Equal((Attribution.None, null), (options.Routes[2].Attribution, options.Routes[2].Outcome));
        Assert.Equal(TimeSpan.FromDays(2), options.Polling.InitialLookback);
        Assert.True(options.Cards.ShowEmail);
    }

    [Fact]
    public void A_small_configuration_passes_with_the_defaults() => Assert.Empty(Configured.MistakesWith());

    [Fact]
    public void The_sample_of_local_settings_passes()
    {
        IConfiguration sample = new ConfigurationBuilder().AddJsonFile(Path.Combine(Root(), "local.settings.sample.json")).Build();
        IConfiguration settings = Configured.From(
            sample.GetSection("Values").GetChildren().Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value)));

        Assert.Empty(Configured.Mistakes(settings));
        Assert.Equal(3, Configured.Options(settings).Routes.Count);
    }

    [Fact]
    public void Every_key_can_be_an_environment_variable()
    {
        // Variables belong to the process: a prefix of its own keeps this test apart from all others.
        Dictionary<string, string> variables = Configured.Good().ToDictionary(pair => "ENVTEST_" + pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value!);
        variables["ENVTEST_WorkflowAlerts__Routes__0__Attribution"] = "platform";
        variables["ENVTEST_WORKFLOWALERTS__ROUTES__0__TO__0"] = "data-team";
        foreach ((string name, string value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        IConfiguration configuration = new ConfigurationBuilder().AddEnvironmentVariables("ENVTEST_").Build();
        Assert.Empty(Configured.Mistakes(configuration));
        Assert.Equal(["data-team"], Configured.Options(configuration).Routes.Single().To);
    }

    [Fact]
    public void Null_and_nothing_leave_the_defaults()
    {
        IConfiguration configuration = Configured.Json(
            """
            {
              "Tenants": { "socktown": { "BaseUrl": "https://a.example/api", "AccessToken": "t", "ClientId": null, "ApiVersion": null, "PageSize": null, "RequestsPerSecond": "" } },
              "Destinations": { "a": { "Kind": "Slack", "WebhookUrl": "http://127.0.0.1/", "Pacing": null, "Headers": null } },
              "Routes": null, "DefaultTo": ["a", null], "Polling": { "Overlap": "", "Schedule": null }, "Delivery": {}, "Ledger": { "Retention": null },
              "Cards": { "RunUrlTemplate": null, "ShowEmail": "" }
            }
            """);

        Assert.Empty(Configured.Mistakes(configuration));
        WorkflowAlertsOptions options = Configured.Options(configuration);
        Assert.Equal(("2024-04-01", 100, 10), (options.Tenants["socktown"].ApiVersion, options.Tenants["socktown"].PageSize, options.Tenants["socktown"].RequestsPerSecond));
        Assert.Equal((TimeSpan.FromMinutes(10), "0 * * * * *"), (options.Polling.Overlap, options.Polling.Schedule));
        Assert.Equal(["a"], options.DefaultTo);
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
