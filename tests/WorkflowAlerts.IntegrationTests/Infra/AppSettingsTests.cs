using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class AppSettingsTests
{
    // https://learn.microsoft.com/azure/azure-functions/functions-app-settings (Flex Consumption plan deprecations); a time zone breaks TLS there.
    private static readonly string[] _forbidden =
    [
        "FUNCTIONS_WORKER_RUNTIME", "FUNCTIONS_WORKER_RUNTIME_VERSION", "FUNCTIONS_EXTENSION_VERSION", "FUNCTIONS_WORKER_PROCESS_COUNT", "FUNCTIONS_MAX_HTTP_CONCURRENCY",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING", "WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTOVERVNET", "WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_VNET_ROUTE_ALL", "WEBSITE_TIME_ZONE", "TZ",
        "AzureWebJobsStorage", "AzureWebJobsDashboard", "SCM_DO_BUILD_DURING_DEPLOYMENT", "ENABLE_ORYX_BUILD", "APPINSIGHTS_INSTRUMENTATIONKEY",
    ];

    [Fact]
    public async Task Beside_the_products_own_section_exactly_these_settings_are_set()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__blobServiceUri",
                "AzureWebJobsStorage__clientId", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__queueServiceUri", "AzureWebJobsStorage__tableServiceUri", "PollSchedule", "SettingsRevision", "SweepSchedule",
            ],
            deployment.Settings.Keys.Where(name => !name.StartsWith("WorkflowAlerts__", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_setting_of_the_section_is_an_option_and_takes_its_value()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.All(
            deployment.Settings.Where(setting => setting.Key.StartsWith("WorkflowAlerts__", StringComparison.Ordinal)),
            setting =>
            {
                string? path = OptionPaths.Find(setting.Key);
                Assert.True(path is not null, $"{setting.Key} is no option.");
                Assert.True(OptionPaths.Takes(path, setting.Value), $"{setting.Key} cannot be {setting.Value}.");
            });
    }

    [Fact]
    public async Task Every_option_can_be_set_by_a_parameter()
    {
        Deployment deployment = await Deployment.Evaluate(
            """
            using 'main.bicep'
            param environmentName = 'everything'
            param alertReceivers = { emails: ['somebody@example.com'] }
            param tenants = {
              one: { baseUrl: 'https://one.example.com/api', clientId: 'id', tokenUrl: 'https://one.example.com/token', apiVersion: '2024-04-01', requestsPerSecond: 5, pageSize: 50 }
              two: { baseUrl: 'https://two.example.com/api' }
            }
            param destinations = { team: { kind: 'Slack', headers: ['X-Secret'], pacing: { burst: 1, interval: '00:00:02' }, weekly: { enabled: true, day: 'tue', time: '09:00', zone: 'Europe/Berlin' } } }
            param routes = [
              { attribution: 'none', outcome: 'canceled', tenant: 'o*', type: 't', name: 'n', errorType: 'e', manualStop: false, to: ['team'], mute: false, hold: '00:10:00', quiet: [{ days: ['mon-fri'], from: '22:00', to: '06:00', zone: 'Europe/Berlin', except: [{ attribution: 'customer', outcome: 'failed', type: 't', name: 'n', errorType: 'e' }] }], late: true, recovered: true, continue: true }
            ]
            param defaultTo = ['team']
            param operations = ['team']
            param owners = [{ tenant: 'o*', type: 't', name: 'n', email: 'e', slack: ['U012AB3CD'], teams: [{ id: 'jane@contoso.com', name: 'Jane Doe' }] }]
            param polling = { overlap: '00:10:00', initialLookback: '01:00:00', maxSlice: '01:00:00', fanOutFrom: 200 }
            param delivery = { maxPacingWait: '00:00:10', firstRetry: '00:00:30', longestRetry: '00:15:00', giveUpAfter: '1.00:00:00' }
            param digest = { threshold: 20, maxCards: 2 }
            param cascade = { enabled: true, rules: [{ from: 'courier.*', to: ['campaign.*'], within: '00:05:00' }] }
            param late = { margin: '00:30:00', zone: 'Europe/Berlin' }
            param details = { enabled: true, timeout: '00:00:05', maxPerMinute: 60 }
            param ledger = { retention: '30.00:00:00' }
            param cards = { runUrlTemplate: 'https://example.com/{tenant}/{id}', showEmail: true }
            param heartbeat = true
            """);

        // The schedule of the function app's timer is an app setting of its own, PollSchedule.
        Assert.Equal(
            OptionPaths.All.Keys.Except(["Polling:Schedule"]).Order(StringComparer.Ordinal),
            deployment.Settings.Keys.Select(OptionPaths.Find).OfType<string>().Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Names_hold_only_what_Linux_keeps_and_an_underscore_stands_for_a_hyphen()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.All(deployment.Settings.Keys, name => Assert.Matches("^[A-Za-z0-9_]+$", name));
        Assert.Contains("WorkflowAlerts__Tenants__socktown_sb_12345__AccessToken", deployment.Settings);
        Assert.Contains("WorkflowAlerts__Destinations__platform_oncall__Headers__X_Alert_Secret", deployment.Settings);
        Assert.Equal("platform-oncall", deployment.Settings["WorkflowAlerts__Routes__1__To__0"]);
    }

    [Fact]
    public async Task The_app_accepts_what_the_template_sets()
    {
        Deployment deployment = await Deployment.OfExample();
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(deployment.Settings.ToDictionary(setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)Resolved(setting.Key, setting.Value)))
            .Build();
        await using ServiceProvider services = new ServiceCollection().AddLogging().AddWorkflowAlerts(configuration).BuildServiceProvider();

        WorkflowAlertsOptions options = services.GetRequiredService<IOptions<WorkflowAlertsOptions>>().Value;

        Assert.Equal(["socktown", "socktown-sb-12345"], options.Tenants.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["data-team", "platform-oncall"], options.Destinations.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["X-Alert-Secret"], options.Destinations["platform-oncall"].Headers.Keys);
    }

    [Fact]
    public async Task Nothing_is_set_that_Flex_Consumption_refuses()
    {
        Deployment deployment = await Deployment.OfExample();
        JsonObject site = deployment.The("Microsoft.Web/sites")["properties"]!.AsObject();

        Assert.Empty(deployment.Settings.Keys.Intersect(_forbidden, StringComparer.OrdinalIgnoreCase));
        Assert.Empty(site["siteConfig"]!.AsObject().Select(property => property.Key).Intersect(["alwaysOn", "appSettings", "ftpsState", "functionAppScaleLimit", "linuxFxVersion"]));
        Assert.DoesNotContain("containerSize", site);
    }

    [Fact]
    public async Task The_app_runs_small_on_dotnet_10()
    {
        Deployment deployment = await Deployment.OfExample();
        JsonNode config = deployment.The("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!;

        Assert.Equal("FC1", (string?)deployment.The("Microsoft.Web/serverfarms")["sku"]!["name"]);
        Assert.Equal("""{"name":"dotnet-isolated","version":"10.0"}""", config["runtime"]!.ToJsonString());
        Assert.Equal("""{"instanceMemoryMB":512,"maximumInstanceCount":1}""", config["scaleAndConcurrency"]!.ToJsonString());
    }

    [Fact]
    public async Task Storage_and_telemetry_are_reached_as_the_apps_identity()
    {
        Deployment deployment = await Deployment.OfExample();
        string clientId = deployment.OfIdentity("clientId");

        Assert.Equal("managedidentity", deployment.Settings["AzureWebJobsStorage__credential"]);
        Assert.Equal($"[{clientId}]", deployment.Settings["AzureWebJobsStorage__clientId"]);
        Assert.Equal($"[format('ClientId={{0}};Authorization=AAD', {clientId})]", deployment.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
    }

    [Fact]
    public async Task Every_deployment_makes_the_app_fetch_its_secrets_anew()
    {
        string[] revisions =
        [
            (await Deployment.OfExample()).Settings["SettingsRevision"],
            (await Deployment.Evaluate(Deployment.Example + "\nparam revision = 'second'\n")).Settings["SettingsRevision"],
        ];

        Assert.NotEmpty(revisions[0]);
        Assert.Equal("second", revisions[1]);
    }

    // As the platform puts in the secrets.
    private static string Resolved(string name, string value) => value.StartsWith("@Microsoft.KeyVault(", StringComparison.Ordinal) switch
    {
        true when name.EndsWith("data_team__WebhookUrl", StringComparison.Ordinal) => "https://hooks.slack.com/services/a/b/c",
        true when name.EndsWith("WebhookUrl", StringComparison.Ordinal) => "https://host.logic.azure.com/workflows/a/triggers/manual/paths/invoke?sig=b",
        true => "secret",
        false => value,
    };
}
