using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>Resources that a company has already, and names of its own.</summary>
public sealed class ExistingResourcesTests
{
    private const string Shared = "/subscriptions/22222222-2222-2222-2222-222222222222/resourceGroups/shared/providers";

    private const string Everything =
        $$"""

        param existingResources = {
          workspaceId: '{{Shared}}/Microsoft.OperationalInsights/workspaces/ours'
          vaultId: '{{Shared}}/Microsoft.KeyVault/vaults/ourvault'
          storageAccountId: '{{Shared}}/Microsoft.Storage/storageAccounts/ourstorage'
          appSubnetId: '{{Shared}}/Microsoft.Network/virtualNetworks/ours/subnets/functions'
          actionGroupIds: ['{{Shared}}/Microsoft.Insights/actionGroups/pager']
        }
        """;

    [Fact]
    public async Task What_is_there_is_used_and_not_made()
    {
        Deployment deployment = await Deployment.Evaluate(Deployment.Example + Everything);

        Assert.All(
            ["Microsoft.OperationalInsights/workspaces", "Microsoft.KeyVault/vaults", "Microsoft.Storage/storageAccounts", "Microsoft.Network/virtualNetworks", "Microsoft.Network/privateEndpoints"],
            type => Assert.Empty(deployment.Of(type)));
        Assert.Equal($"{Shared}/Microsoft.OperationalInsights/workspaces/ours", (string?)deployment.The("Microsoft.Insights/components")["properties"]!["WorkspaceResourceId"]);
        Assert.Equal($"{Shared}/Microsoft.Network/virtualNetworks/ours/subnets/functions", (string?)deployment.The("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
        Assert.Contains("@Microsoft.KeyVault(VaultName=ourvault;SecretName=destination-data-team)", deployment.Settings.Values);
        Assert.Equal("ourstorage", deployment.Settings["AzureWebJobsStorage__accountName"]);
    }

    [Fact]
    public async Task The_product_puts_its_queues_tables_secrets_and_roles_into_them()
    {
        Deployment deployment = await Deployment.Evaluate(Deployment.Example + Everything);

        Assert.All(deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues"), queue => Assert.StartsWith($"{Shared}/Microsoft.Storage/storageAccounts/ourstorage/", (string)queue["id"]!, StringComparison.Ordinal));
        Assert.All(deployment.Of("Microsoft.KeyVault/vaults/secrets"), secret => Assert.StartsWith($"{Shared}/Microsoft.KeyVault/vaults/ourvault/", (string)secret["id"]!, StringComparison.Ordinal));
        Assert.Equal(
            [
                $"{Shared}/Microsoft.KeyVault/vaults/ourvault", $"{Shared}/Microsoft.Storage/storageAccounts/ourstorage", $"{Shared}/Microsoft.Storage/storageAccounts/ourstorage",
                $"{Shared}/Microsoft.Storage/storageAccounts/ourstorage",
            ],
            deployment.Of("Microsoft.Authorization/roleAssignments").Select(role => ((string)role["id"]!).Split('\'')[1]).Where(scope => scope.StartsWith(Shared, StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Action_groups_are_told_as_well_or_instead()
    {
        const string pager = $"{Shared}/Microsoft.Insights/actionGroups/pager";
        Deployment both = await Deployment.Evaluate(Deployment.Example + Everything);
        Deployment instead = await Deployment.Evaluate(Deployment.Example.Replace("{ emails: [readEnvironmentVariable('ALERT_EMAIL')] }", "{}", StringComparison.Ordinal) + Everything);

        Assert.All(both.Of("Microsoft.Insights/scheduledQueryRules"), rule => Assert.Equal([(string?)both.The("Microsoft.Insights/actionGroups")["id"], pager], Told(rule)));
        Assert.All(instead.Of("Microsoft.Insights/scheduledQueryRules"), rule => Assert.Equal([pager], Told(rule)));
        Assert.Empty(instead.Of("Microsoft.Insights/actionGroups"));
    }

    [Fact]
    public async Task In_a_network_of_the_company_endpoints_go_into_its_subnet_and_records_into_its_zones()
    {
        Deployment deployment = await Deployment.Evaluate(
            $$"""
            {{Deployment.Example}}
            param existingResources = {
              appSubnetId: '{{Shared}}/Microsoft.Network/virtualNetworks/ours/subnets/functions'
              endpointSubnetId: '{{Shared}}/Microsoft.Network/virtualNetworks/ours/subnets/endpoints'
              privateDnsZoneIds: { blob: '{{Shared}}/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net' }
            }
            """);

        Assert.Empty(deployment.Of("Microsoft.Network/virtualNetworks"));
        Assert.Empty(deployment.Of("Microsoft.Network/privateDnsZones"));
        Assert.Equal(4, deployment.Of("Microsoft.Network/privateEndpoints").Count);
        Assert.All(deployment.Of("Microsoft.Network/privateEndpoints"), endpoint => Assert.Equal($"{Shared}/Microsoft.Network/virtualNetworks/ours/subnets/endpoints", (string?)endpoint["properties"]!["subnet"]!["id"]));
        Assert.EndsWith("-blob/default", (string?)deployment.The("Microsoft.Network/privateEndpoints/privateDnsZoneGroups")["name"], StringComparison.Ordinal);
        Assert.Equal("Disabled", (string?)deployment.The("Microsoft.Storage/storageAccounts")["properties"]!["publicNetworkAccess"]);
    }

    [Fact]
    public async Task Names_of_the_company_are_taken()
    {
        Deployment deployment = await Deployment.Evaluate(Deployment.Example + "\nparam names = { app: 'func-alerts-prod', storage: 'stalertsprod', vault: 'kv-alerts-prod', workspace: 'log-alerts', actionGroup: 'ag-alerts' }\n");

        Assert.Equal(
            ["func-alerts-prod", "stalertsprod", "kv-alerts-prod", "log-alerts", "ag-alerts"],
            new[] { "Microsoft.Web/sites", "Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.OperationalInsights/workspaces", "Microsoft.Insights/actionGroups" }
                .Select(type => (string?)deployment.The(type)["name"]));
        Assert.Contains("@Microsoft.KeyVault(VaultName=kv-alerts-prod;SecretName=destination-data-team)", deployment.Settings.Values);
    }

    [Fact]
    public async Task A_removed_vault_is_brought_back_where_that_is_asked_for()
    {
        Deployment again = await Deployment.Evaluate(Deployment.Example, new Dictionary<string, string>(Deployment.Environment) { ["RECOVER_VAULT"] = "true" });

        Assert.Equal("recover", (string?)again.The("Microsoft.KeyVault/vaults")["properties"]!["createMode"]);
        Assert.Equal("default", (string?)(await Deployment.OfExample()).The("Microsoft.KeyVault/vaults")["properties"]!["createMode"]);
    }

    private static IEnumerable<string?> Told(JsonNode rule) => rule["properties"]!["actions"]!["actionGroups"]!.AsArray().Select(action => (string?)action);
}
