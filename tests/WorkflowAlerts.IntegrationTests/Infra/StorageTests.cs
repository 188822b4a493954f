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
            [.. typeof(StorageNames).GetFields().Select(field => (string)field.GetValue(null)!).Order(StringComparer.Ordinal)],
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

    private static string[] Last(IEnumerable<JsonNode> resources) => [.. resources.Select(resource => ((string)resource["name"]!).Split('/')[^1])];
}
