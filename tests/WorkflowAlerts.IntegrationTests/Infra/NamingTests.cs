using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class NamingTests
{
    [Fact]
    public async Task Two_environments_share_no_name()
    {
        Deployment one = await Deployment.OfExample();
        Deployment other = await Deployment.Evaluate(Deployment.Example, new Dictionary<string, string>(Deployment.Environment) { ["AZURE_ENV_NAME"] = "workflow-alerts-test" });

        Assert.Empty(Names(one).Intersect(Names(other)));
    }

    [Fact]
    public async Task No_two_resources_of_a_deployment_have_the_same_id()
    {
        Deployment deployment = await Deployment.OfPrivateExample();

        Assert.Distinct(deployment.Resources.Select(resource => (string)resource["id"]!));
    }

    [Fact]
    public async Task Names_keep_to_what_their_service_allows()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.Matches("^[a-z0-9]{3,24}$", (string)deployment.The("Microsoft.Storage/storageAccounts")["name"]!);
        Assert.Matches("^[a-z][a-z0-9-]{1,22}[a-z0-9]$", (string)deployment.The("Microsoft.KeyVault/vaults")["name"]!);
        Assert.Matches("^[a-z0-9-]{2,32}$", (string)deployment.The("Microsoft.Web/sites")["name"]!);
    }

    [Fact]
    public async Task Everything_with_tags_names_its_environment_for_azd()
    {
        Deployment deployment = await Deployment.OfPrivateExample();

        JsonNode[] located = [.. deployment.Resources.Where(resource => resource["location"] is not null && !((string)resource["type"]!).EndsWith("/basicPublishingCredentialsPolicies", StringComparison.Ordinal))];

        Assert.True(located.Length > 10);
        Assert.All(located, resource => Assert.Equal("workflow-alerts", (string?)resource["tags"]?["azd-env-name"]));
    }

    [Fact]
    public async Task The_app_is_tagged_with_its_service_in_azure_yaml()
    {
        Deployment deployment = await Deployment.OfExample();
        string azd = await File.ReadAllTextAsync(Path.Combine(Bicep.Repository, "azure.yaml"), TestContext.Current.CancellationToken);

        JsonNode tagged = Assert.Single(deployment.Resources, resource => resource["tags"]?["azd-service-name"] is not null);

        Assert.Equal("Microsoft.Web/sites", (string?)tagged["type"]);
        Assert.Contains($"services:\n  {tagged["tags"]!["azd-service-name"]}:\n    project: src/WorkflowAlerts.Functions\n", azd.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    // Not of what belongs to one resource, and so may repeat a name under another.
    private static IEnumerable<string> Names(Deployment deployment) =>
        deployment.Resources.Where(resource => (string?)resource["type"] != "Microsoft.Insights/diagnosticSettings").Select(resource => (string)resource["name"]!);
}
