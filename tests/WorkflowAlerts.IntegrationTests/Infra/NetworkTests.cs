using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class NetworkTests
{
    [Fact]
    public async Task Without_the_switch_there_is_no_network()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.DoesNotContain(deployment.Resources, resource => ((string)resource["type"]!).StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.Null(deployment.The("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
    }

    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.KeyVault/vaults")]
    public async Task With_it_nobody_outside_reaches_storage_or_secrets(string type)
    {
        JsonNode properties = (await Deployment.OfPrivateExample()).The(type)["properties"]!;

        Assert.Equal("Disabled", (string?)properties["publicNetworkAccess"]);
        Assert.Equal("Deny", (string?)properties["networkAcls"]!["defaultAction"]);
    }

    [Fact]
    public async Task With_it_the_app_reaches_all_it_uses_by_private_addresses()
    {
        Deployment deployment = await Deployment.OfPrivateExample();
        IReadOnlyList<JsonNode> endpoints = deployment.Of("Microsoft.Network/privateEndpoints");

        Assert.Equal(["blob", "queue", "table", "vault"], endpoints.Select(endpoint => (string)endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]!));
        Assert.Equal(endpoints.Count, deployment.Of("Microsoft.Network/privateDnsZones").Count);
        Assert.Equal(endpoints.Count, deployment.Of("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        Assert.Equal(endpoints.Count, deployment.Of("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
        Assert.Equal($"{deployment.The("Microsoft.Network/virtualNetworks")["id"]}/subnets/app", (string?)deployment.The("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
    }

    [Fact]
    public async Task The_apps_subnet_is_handed_to_Flex_Consumption()
    {
        JsonNode subnet = (await Deployment.OfPrivateExample()).The("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray().Single(subnet => (string?)subnet!["name"] == "app")!;

        Assert.Equal("Microsoft.App/environments", (string?)subnet["properties"]!["delegations"]![0]!["properties"]!["serviceName"]);
    }
}
