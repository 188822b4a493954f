using WorkflowAlerts.Telling;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class SecretsTests
{
    [Fact]
    public async Task No_secret_is_in_a_setting_or_an_output_or_anywhere_but_in_the_vault()
    {
        Deployment deployment = await Deployment.Evaluate(
            Deployment.Example,
            new Dictionary<string, string> { ["WORKFLOW_ALERTS_SECRETS"] = JsonSerializer.Serialize(Referenced(await Deployment.OfExample()).ToDictionary(name => name, name => $"canary-of-{name}")) });

        Assert.DoesNotContain("canary-of-", deployment.Text, StringComparison.Ordinal);
        Assert.Equal(
            Referenced(deployment).Order(StringComparer.Ordinal),
            deployment.Resources.Where(resource => resource.ToJsonString().Contains("parameters(\\u0027secrets\\u0027)", StringComparison.Ordinal)).Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_secret_setting_is_a_reference_to_a_secret_of_the_vault()
    {
        Deployment deployment = await Deployment.OfExample();
        string vault = (string)deployment.The("Microsoft.KeyVault/vaults")["name"]!;

        string[] secret = [.. deployment.Settings.Where(setting => SecretSetting().IsMatch(setting.Key)).Select(setting => setting.Value)];

        Assert.Equal(5, secret.Length);
        Assert.All(secret, value => Assert.StartsWith($"@Microsoft.KeyVault(VaultName={vault};SecretName=", value, StringComparison.Ordinal));
        Assert.Equal(Referenced(deployment).Order(StringComparer.Ordinal), deployment.Of("Microsoft.KeyVault/vaults/secrets").Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_secret_that_is_not_given_is_left_as_it_is()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.All(
            deployment.Of("Microsoft.KeyVault/vaults/secrets"),
            secret => Assert.Equal($"[not(empty(coalesce(tryGet(parameters('secrets'), '{Name(secret)}'), '')))]", (string?)secret["condition"]));
    }

    [Fact]
    public async Task The_vault_cannot_be_purged_and_knows_roles_only()
    {
        JsonNode properties = (await Deployment.OfExample()).The("Microsoft.KeyVault/vaults")["properties"]!;

        Assert.True((bool)properties["enablePurgeProtection"]!);
        Assert.True((bool)properties["enableRbacAuthorization"]!);
        Assert.Null(properties["accessPolicies"]);
    }

    [Fact]
    public async Task The_apps_identity_reads_the_references()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.Equal(
            (string?)deployment.The("Microsoft.ManagedIdentity/userAssignedIdentities")["id"], (string?)deployment.The("Microsoft.Web/sites")["properties"]!["keyVaultReferenceIdentity"]);
    }

    [Fact]
    public async Task Outputs_are_plain_names()
    {
        Deployment deployment = await Deployment.OfExample();

        Assert.All(deployment.Outputs, output => Assert.Matches("^[a-z0-9-]+$", (string)output.Value!));
    }

    private static IEnumerable<string> Referenced(Deployment deployment) =>
        deployment.Settings.Values.Select(value => Reference().Match(value)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    private static string Name(JsonNode resource) => ((string)resource["name"]!).Split('/')[^1];

    [GeneratedRegex("__(ClientSecret|AccessToken|WebhookUrl|Headers__[A-Za-z0-9_]+)$")]
    private static partial Regex SecretSetting();

    [GeneratedRegex(@"^@Microsoft\.KeyVault\(.*SecretName=(.+)\)$")]
    private static partial Regex Reference();
}
