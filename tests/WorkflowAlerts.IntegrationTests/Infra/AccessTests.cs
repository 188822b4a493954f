using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class AccessTests
{
    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
    private static readonly Dictionary<string, string> _roles = new()
    {
        ["4633458b-17de-408a-b874-0445c86b69e6"] = "Key Vault Secrets User",
        ["3913510d-42f4-4e42-8a64-420c390055eb"] = "Monitoring Metrics Publisher",
        ["b7e6dc6d-f1e8-4753-8033-0f276bb0955b"] = "Storage Blob Data Owner",
        ["974c5e8b-45b9-4653-ba55-5f855dd0fb88"] = "Storage Queue Data Contributor",
        ["0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"] = "Storage Table Data Contributor",
    };

    [Fact]
    public async Task The_app_has_these_roles_on_its_own_resources_and_no_other()
    {
        Deployment deployment = await Deployment.OfPrivateExample();

        Assert.Equal(
            [
                "Key Vault Secrets User on Microsoft.KeyVault/vaults",
                "Monitoring Metrics Publisher on Microsoft.Insights/components",
                "Storage Blob Data Owner on Microsoft.Storage/storageAccounts",
                "Storage Queue Data Contributor on Microsoft.Storage/storageAccounts",
                "Storage Table Data Contributor on Microsoft.Storage/storageAccounts",
            ],
            deployment.Of("Microsoft.Authorization/roleAssignments").Select(role => $"{Role(role)} on {Scope(deployment, role)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_role_is_given_to_the_apps_identity()
    {
        Deployment deployment = await Deployment.OfExample();
        Assert.All(
            deployment.Of("Microsoft.Authorization/roleAssignments"),
            role => Assert.Equal(
                ($"[{deployment.OfIdentity("principalId")}]", "ServicePrincipal"), ((string?)role["properties"]!["principalId"], (string?)role["properties"]!["principalType"])));
        Assert.Equal([(string)deployment.The("Microsoft.ManagedIdentity/userAssignedIdentities")["id"]!], deployment.The("Microsoft.Web/sites")["identity"]!["userAssignedIdentities"]!.AsObject().Select(entry => entry.Key));
    }

    // Azure refuses to give an assignment another principal, and an identity made anew under its old name is one.
    [Fact]
    public async Task An_identity_made_anew_gets_assignments_of_its_own()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.All(deployment.Of("Microsoft.Authorization/roleAssignments"), role => Assert.Contains(deployment.OfIdentity("principalId"), (string)role["name"]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Operators_may_read_and_change_queues_and_tables_and_nothing_else()
    {
        string[] people = ["aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002"];
        Deployment deployment = await Deployment.Evaluate($"{Deployment.Example}\nparam operatorPrincipalIds = ['{people[0]}', '{people[1]}']\n");

        JsonNode[] theirs = [.. deployment.Of("Microsoft.Authorization/roleAssignments").Where(role => people.Contains((string?)role["properties"]!["principalId"]))];

        Assert.Equal(
            people.SelectMany(id => new[] { $"{id}: Storage Queue Data Contributor on Microsoft.Storage/storageAccounts", $"{id}: Storage Table Data Contributor on Microsoft.Storage/storageAccounts" }),
            theirs.Select(role => $"{role["properties"]!["principalId"]}: {Role(role)} on {Scope(deployment, role)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task User_names_and_passwords_for_publishing_are_off()
    {
        Deployment deployment = await Deployment.OfExample();

        IReadOnlyList<JsonNode> policies = deployment.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies");

        Assert.Equal(["ftp", "scm"], policies.Select(policy => ((string)policy["name"]!).Split('/')[^1]));
        Assert.All(policies, policy => Assert.False((bool)policy["properties"]!["allow"]!));

        // Missing in Bicep's types, required by the service: https://github.com/Azure/bicep-types-az/issues/1526
        Assert.All(policies, policy => Assert.Equal("westeurope", (string?)policy["location"]));
    }

    private static string Role(JsonNode assignment) => _roles[((string)assignment["properties"]!["roleDefinitionId"]!).Split('/')[^1]];

    private static string Scope(Deployment deployment, JsonNode assignment)
    {
        // Its id is an expression, because its name is: [extensionResourceId('<scope>', …)], or with a known principal <scope>/providers/Microsoft.Authorization/….
        string id = (string)assignment["id"]!;
        string scope = id.StartsWith('[') ? id.Split('\'')[1] : id.Split("/providers/Microsoft.Authorization/")[0];
        return (string)Assert.Single(deployment.Resources, resource => (string?)resource["id"] == scope)["type"]!;
    }
}
