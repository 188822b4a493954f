using WorkflowAlerts.Telling;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telemetry;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class MonitoringTests
{
    [Fact]
    public async Task Telemetry_takes_tokens_only_and_goes_to_the_workspace()
    {
        Deployment deployment = await Deployment.OfExample();
        JsonNode component = deployment.The("Microsoft.Insights/components")["properties"]!;
        JsonNode workspace = deployment.The("Microsoft.OperationalInsights/workspaces");

        Assert.True((bool)component["DisableLocalAuth"]!);
        Assert.True((bool)workspace["properties"]!["features"]!["disableLocalAuth"]!);
        Assert.Equal((string?)workspace["id"], (string?)component["WorkspaceResourceId"]);
    }

    [Fact]
    public async Task Silence_poison_refusals_and_lateness_are_watched_and_somebody_is_told()
    {
        Deployment deployment = await Deployment.OfExample();
        JsonNode group = deployment.The("Microsoft.Insights/actionGroups");

        IReadOnlyList<JsonNode> rules = deployment.Of("Microsoft.Insights/scheduledQueryRules");

        Assert.Equal(["capped", "poison", "refused", "silent", "slow"], rules.Select(rule => ((string)rule["name"]!).Split('-')[1]).Order(StringComparer.Ordinal));
        Assert.All(rules, rule => Assert.Equal([(string?)group["id"]], rule["properties"]!["actions"]!["actionGroups"]!.AsArray().Select(action => (string?)action)));
        Assert.All(rules.Where(rule => !((string)rule["name"]!).Contains("capped", StringComparison.Ordinal)), rule => Assert.Equal([(string?)deployment.The("Microsoft.Insights/components")["id"]], rule["properties"]!["scopes"]!.AsArray().Select(scope => (string?)scope)));
        Assert.All(rules, rule => Assert.True((bool)rule["properties"]!["enabled"]!));
        Assert.Equal("data-platform@example.com", (string?)Assert.Single(group["properties"]!["emailReceivers"]!.AsArray())!["emailAddress"]);
    }

    [Fact]
    public async Task Each_tenant_is_watched_for_15_minutes_of_silence()
    {
        JsonNode rule = await Rule("silent");

        Assert.Equal("PT15M", (string?)rule["windowSize"]);
        Assert.Contains("""dynamic(["socktown","socktown-sb-12345"])""", Query(rule), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_use_the_words_of_the_app()
    {
        Assert.Contains($"== '{StorageNames.PoisonQueue}'", Query(await Rule("poison")), StringComparison.Ordinal);
        Assert.Contains($"in ('{nameof(DeliveryState.Refused)}', '{nameof(DeliveryState.GaveUp)}')", Query(await Rule("refused")), StringComparison.Ordinal);
        Assert.Contains("where p95 > 600", Query(await Rule("slow")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_metric_that_is_asked_for_is_one_the_app_emits()
    {
        Deployment deployment = await Deployment.OfExample();
        string workbook = (string)deployment.The("Microsoft.Insights/workbooks")["properties"]!["serializedData"]!;
        string rules = string.Concat(deployment.Of("Microsoft.Insights/scheduledQueryRules").Select(rule => Query(rule["properties"]!)));

        Assert.Subset(Emitted(), Metric().Matches(workbook + rules).Select(match => match.Value).ToHashSet());
    }

    [Fact]
    public async Task The_workbook_shows_polls_alerts_and_deliveries_of_this_component()
    {
        Deployment deployment = await Deployment.OfExample();
        JsonNode workbook = deployment.The("Microsoft.Insights/workbooks")["properties"]!;
        string component = (string)deployment.The("Microsoft.Insights/components")["id"]!;

        JsonNode content = JsonNode.Parse((string)workbook["serializedData"]!)!;

        Assert.Equal(component, (string?)workbook["sourceId"]);
        Assert.Equal(component, (string?)content["fallbackResourceIds"]![0]);
        Assert.Equal(
            ["polls", "lag", "attribution", "outcome", "incidents", "results", "latency", "refusals", "queues", "complaints"],
            content["items"]!.AsArray().Where(item => (int)item!["type"]! == 3).Select(item => (string)item!["name"]!));
    }

    [Fact]
    public async Task Somebody_is_told_by_every_way_that_is_named()
    {
        Deployment deployment = await Deployment.Evaluate(
            Deployment.Example.Replace(
                "{ emails: [readEnvironmentVariable('ALERT_EMAIL')] }",
                "{ emails: ['a@example.com', 'b@example.com'], texts: [{ countryCode: '49', number: '1511234567' }], apps: ['c@example.com'], roles: ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635'] }",
                StringComparison.Ordinal));

        JsonNode group = deployment.The("Microsoft.Insights/actionGroups")["properties"]!;

        Assert.Equal(
            (2, "1511234567", "c@example.com", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"),
            (group["emailReceivers"]!.AsArray().Count, (string?)group["smsReceivers"]![0]!["phoneNumber"], (string?)group["azureAppPushReceivers"]![0]!["emailAddress"], (string?)group["armRoleReceivers"]![0]!["roleId"]));
    }

    [Fact]
    public async Task Reaching_the_daily_cap_is_told_from_the_workspace()
    {
        Deployment deployment = await Deployment.OfExample();

        JsonNode rule = await Rule("capped");

        Assert.Equal([(string?)deployment.The("Microsoft.OperationalInsights/workspaces")["id"]], rule["scopes"]!.AsArray().Select(scope => (string?)scope));
    }

    // Telemetry arrives minutes late: what a look misses, the next one must still see. And a rule's query has to begin with a table.
    [Fact]
    public async Task Every_rule_looks_back_over_more_than_passes_between_two_looks_and_begins_with_a_table() => Assert.All(
        (await Deployment.OfExample()).Of("Microsoft.Insights/scheduledQueryRules").Select(rule => rule["properties"]!),
        rule =>
        {
            Assert.True(System.Xml.XmlConvert.ToTimeSpan((string)rule["windowSize"]!) >= 3 * System.Xml.XmlConvert.ToTimeSpan((string)rule["evaluationFrequency"]!));
            Assert.Contains(Query(rule).Split('\n')[0], (string[])["customMetrics", "_LogOperation"]);
        });

    [Fact]
    public async Task A_budget_tells_the_same_people()
    {
        Deployment deployment = await Deployment.Evaluate(Deployment.Example + "\nparam monthlyBudget = 40\nparam budgetStart = '2026-11-01'\n");

        JsonNode budget = deployment.The("Microsoft.Consumption/budgets")["properties"]!;

        Assert.Empty((await Deployment.OfExample()).Of("Microsoft.Consumption/budgets"));
        Assert.Equal((40, "2026-11-01"), ((int)budget["amount"]!, (string?)budget["timePeriod"]!["startDate"]));
        Assert.Equal([80, 100], budget["notifications"]!.AsObject().Select(told => (int)told.Value!["threshold"]!));
        Assert.All(budget["notifications"]!.AsObject(), told => Assert.Equal((string?)deployment.The("Microsoft.Insights/actionGroups")["id"], (string?)told.Value!["contactGroups"]![0]));
    }

    [Fact]
    public async Task Resource_logs_go_to_the_workspace_the_vaults_by_default_the_others_where_asked_for()
    {
        Deployment most = await Deployment.Evaluate(Deployment.Example + "\nparam diagnostics = { storage: true, app: true }\n");
        Deployment none = await Deployment.Evaluate(Deployment.Example + "\nparam diagnostics = { vault: false }\n");

        Assert.Contains("/vaults/", (string)(await Deployment.OfExample()).The("Microsoft.Insights/diagnosticSettings")["id"]!, StringComparison.Ordinal);
        Assert.Equal(5, most.Of("Microsoft.Insights/diagnosticSettings").Count);
        Assert.Empty(none.Of("Microsoft.Insights/diagnosticSettings"));
    }

    private static HashSet<string> Emitted()
    {
        HashSet<string> names = [];
        using MeterListener listener = new() { InstrumentPublished = (instrument, _) => names.Add(instrument.Name) };
        listener.Start();
        using ServiceProvider services = new ServiceCollection().AddMetrics().AddSingleton<AlertMetrics>().BuildServiceProvider();
        services.GetRequiredService<AlertMetrics>();
        return names;
    }

    private static async Task<JsonNode> Rule(string name) =>
        (await Deployment.OfExample()).Of("Microsoft.Insights/scheduledQueryRules").Single(rule => ((string)rule["name"]!).StartsWith($"alert-{name}-", StringComparison.Ordinal))["properties"]!;

    private static string Query(JsonNode rule) => (string)rule["criteria"]!["allOf"]![0]!["query"]!;

    [GeneratedRegex(@"workflow_alerts\.[a-z.]+")]
    private static partial Regex Metric();
}
