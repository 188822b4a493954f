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

    [Fact]
    public async Task Addresses_that_are_allowed_reach_storage_secrets_and_the_deployment_site_and_no_other_does()
    {
        Deployment deployment = await Deployment.Evaluate(
            Deployment.Example + "\nparam allowedIpRanges = ['203.0.113.7', '198.51.100.0/24']\n", new Dictionary<string, string>(Deployment.Environment) { ["VNET_ENABLED"] = "true" });

        Assert.All(["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults"], type =>
        {
            JsonNode properties = deployment.The(type)["properties"]!;
            Assert.Equal(("Enabled", "Deny"), ((string?)properties["publicNetworkAccess"], (string?)properties["networkAcls"]!["defaultAction"]));
            Assert.Equal(["203.0.113.7", "198.51.100.0/24"], properties["networkAcls"]!["ipRules"]!.AsArray().Select(rule => (string?)rule!["value"]));
        });
        JsonNode site = deployment.The("Microsoft.Web/sites")["properties"]!["siteConfig"]!;
        Assert.Equal(["203.0.113.7/32", "198.51.100.0/24"], site["ipSecurityRestrictions"]!.AsArray().Select(rule => (string?)rule!["ipAddress"]));
        Assert.Equal("Deny", (string?)site["ipSecurityRestrictionsDefaultAction"]);
        Assert.True((bool)site["scmIpSecurityRestrictionsUseMain"]!);
    }

    [Fact]
    public async Task The_deployment_site_can_be_closed_for_everybody_outside()
    {
        Deployment deployment = await Deployment.Evaluate(Deployment.Example + "\nparam appPublicNetworkAccess = 'Disabled'\n");

        Assert.Equal("Disabled", (string?)deployment.The("Microsoft.Web/sites")["properties"]!["publicNetworkAccess"]);
    }
}
