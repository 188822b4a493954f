namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>All that is made, by type and number, in the smallest configuration and in the largest.</summary>
public sealed class InventoryTests
{
    private const string Smallest =
        """
        using 'main.bicep'
        param environmentName = 'smallest'
        param alertReceivers = { emails: ['somebody@example.com'] }
        param tenants = { socktown: { baseUrl: 'https://app.amperity.com/api' } }
        param destinations = { team: { kind: 'Slack' } }
        param routes = []
        param defaultTo = ['team']
        param diagnostics = { vault: false }
        """;

    private static readonly string[] _always =
    [
        "Microsoft.Authorization/roleAssignments: 5", "Microsoft.Insights/actionGroups: 1", "Microsoft.Insights/components: 1", "Microsoft.Insights/scheduledQueryRules: 5", "Microsoft.Insights/workbooks: 1",
        "Microsoft.KeyVault/vaults/secrets: 2", "Microsoft.KeyVault/vaults: 1", "Microsoft.ManagedIdentity/userAssignedIdentities: 1", "Microsoft.OperationalInsights/workspaces: 1",
        "Microsoft.Storage/storageAccounts/blobServices/containers: 1", "Microsoft.Storage/storageAccounts/blobServices: 1", "Microsoft.Storage/storageAccounts/queueServices/queues: 4",
        "Microsoft.Storage/storageAccounts/tableServices/tables: 3", "Microsoft.Storage/storageAccounts: 1", "Microsoft.Web/serverfarms: 1", "Microsoft.Web/sites/basicPublishingCredentialsPolicies: 2",
        "Microsoft.Web/sites/config: 1", "Microsoft.Web/sites: 1",
    ];

    [Fact]
    public async Task The_smallest() => Assert.Equal(_always, Inventory(await Deployment.Evaluate(Smallest)));

    [Fact]
    public async Task The_largest_adds_a_network_operators_resource_logs_and_a_budget() => Assert.Equal(
        [
            "Microsoft.Authorization/roleAssignments: 9", "Microsoft.Consumption/budgets: 1", "Microsoft.Insights/diagnosticSettings: 5", "Microsoft.Network/privateDnsZones/virtualNetworkLinks: 4",
            "Microsoft.Network/privateDnsZones: 4", "Microsoft.Network/privateEndpoints/privateDnsZoneGroups: 4", "Microsoft.Network/privateEndpoints: 4", "Microsoft.Network/virtualNetworks: 1",
        ],
        Inventory(await Deployment.Evaluate(
            $$"""
            {{Smallest.Replace("param diagnostics = { vault: false }", "", StringComparison.Ordinal)}}
            param diagnostics = { storage: true, app: true }
            param operatorPrincipalIds = ['aaaaaaaa-0000-0000-0000-000000000001', 'aaaaaaaa-0000-0000-0000-000000000002']
            param vnetEnabled = true
            param allowedIpRanges = ['203.0.113.7']
            param zoneRedundant = true
            param monthlyBudget = 100
            param instanceMemoryMB = 4096
            param maximumInstanceCount = 1000
            """)).Except(_always));

    private static string[] Inventory(Deployment deployment) =>
        [.. deployment.Resources.GroupBy(resource => (string)resource["type"]!).Select(type => $"{type.Key}: {type.Count()}").Order(StringComparer.Ordinal)];
}
