using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class StorageTests
{
    [Fact]
    public async Task Storage_takes_no_key_no_old_tls_and_no_anonymous_reader()
    {
        JsonNode properties = (await Deployment.OfExample()).The("Microsoft.Storage/storageAccounts")["properties"]!;

        Assert.False((bool)properties["allowSharedKeyAccess"]!);
        Assert.False((bool)properties["allowBlobPublicAccess"]!);
        Assert.True((bool)properties["supportsHttpsTrafficOnly"]!);
        Assert.Equal("TLS1_2", (string?)properties["minimumTlsVersion"]);
    }

    [Fact]
    public async Task The_queues_and_tables_are_those_the_app_uses()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.Equal(
            [.. StorageNames.Queues.Concat(StorageNames.Tables).Order(StringComparer.Ordinal)],
            Last(deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues").Concat(deployment.Of("Microsoft.Storage/storageAccounts/tableServices/tables"))).Order(StringComparer.Ordinal));
        Assert.Equal([StorageNames.AlertQueue, StorageNames.PoisonQueue, StorageNames.PollQueue, StorageNames.PollPoisonQueue], Last(deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues")));
    }

    [Fact]
    public async Task The_app_is_deployed_from_a_container_that_exists()
    {
        Deployment deployment = await Deployment.OfExample();

        string container = Assert.Single(Last(deployment.Of("Microsoft.Storage/storageAccounts/blobServices/containers")));
        JsonNode source = deployment.The("Microsoft.Web/sites")["properties"]!["functionAppConfig"]!["deployment"]!["storage"]!;

        Assert.Contains($".primaryEndpoints.blob, '{container}')", (string)source["value"]!, StringComparison.Ordinal);
        Assert.Equal("UserAssignedIdentity", (string?)source["authentication"]!["type"]);
    }

    [Fact]
    public async Task What_is_deleted_by_mistake_can_be_had_again_for_a_week()
    {
        JsonNode blobs = (await Deployment.OfExample()).The("Microsoft.Storage/storageAccounts/blobServices")["properties"]!;

        Assert.Equal("""{"enabled":true,"days":7}""", blobs["deleteRetentionPolicy"]!.ToJsonString());
        Assert.Equal("""{"enabled":true,"days":7}""", blobs["containerDeleteRetentionPolicy"]!.ToJsonString());
    }

    [Theory]
    [InlineData(false, "Standard_LRS")]
    [InlineData(true, "Standard_ZRS")]
    public async Task The_zones_of_a_region_are_used_by_app_and_storage_or_by_neither(bool zones, string kind)
    {
        Deployment deployment = await Deployment.Evaluate($"{Deployment.Example}\nparam zoneRedundant = {(zones ? "true" : "false")}\n");

        Assert.Equal(kind, (string?)deployment.The("Microsoft.Storage/storageAccounts")["sku"]!["name"]);
        Assert.Equal(zones, (bool)deployment.The("Microsoft.Web/serverfarms")["properties"]!["zoneRedundant"]!);
    }

    private static string[] Last(IEnumerable<JsonNode> resources) => [.. resources.Select(resource => ((string)resource["name"]!).Split('/')[^1])];
}
