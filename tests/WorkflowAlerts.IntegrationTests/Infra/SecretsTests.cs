using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class SecretsTests
{
    [Fact]
    public async Task No_secret_is_in_a_setting_or_an_output_or_anywhere_but_in_the_vault()
    {
        Deployment deployment = await Deployment.Evaluate(
            Deployment.Example,
            new Dictionary<string, string>(Deployment.Environment.Concat(Variables().Matches(Deployment.Example).Select(match => KeyValuePair.Create(match.Groups[1].Value, $"canary-of-{match.Groups[1].Value}")))));

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

    [Theory]
    [InlineData("with \"quotes\" and \\backslashes\\ and ${braces}")]
    [InlineData("it's\nmore than one line")]
    public async Task Any_text_can_be_a_secret(string secret)
    {
        using InfraCopy copy = new();

        BicepRun run = await Bicep.Run(
            ["build-params", Path.Combine(copy.Folder, "main.bicepparam"), "--stdout"], new Dictionary<string, string>(Deployment.Environment) { ["TENANT_SOCKTOWN"] = secret });

        JsonNode parameters = JsonNode.Parse((string)JsonNode.Parse(run.Output)!["parametersJson"]!)!["parameters"]!;
        Assert.Equal(secret, (string?)parameters["secrets"]!["value"]!["tenant-socktown"]);
    }

    [Fact]
    public async Task A_header_of_one_destination_is_never_the_secret_of_another()
    {
        // Everything that is made of these parts by single hyphens, as a destination and as a header, all at once: names that a separator could confuse are among them.
        string[] parts = ["a", "X", "a-X", "X-a", "a-X-a", "X-X", "destination", "destination-a", "header", "tenant-a", "heartbeat-url", "1"];
        string destinations = string.Join('\n', parts.Select(name => $"  '{name}': {{ kind: 'Slack', headers: [{string.Join(", ", parts.Select(header => $"'{header}'"))}] }}"));
        string tenants = string.Join('\n', parts.Select(name => $"  '{name}': {{ baseUrl: 'https://app.amperity.com/api' }}"));

        Deployment deployment = await Deployment.Evaluate(
            $$"""
            using 'main.bicep'
            param environmentName = 'names'
            param alertReceivers = { emails: ['somebody@example.com'] }
            param tenants = {
            {{tenants}}
            }
            param destinations = {
            {{destinations}}
            }
            param routes = []
            param defaultTo = ['a']
            param heartbeat = true
            """);

        string[] names = [.. Referenced(deployment)];
        Assert.Equal(parts.Length + parts.Length + (parts.Length * parts.Length) + 1, names.Length);

        // The Key Vault does not tell upper from lower case.
        Assert.Distinct(names, StringComparer.OrdinalIgnoreCase);
        Assert.All(names, name => Assert.Matches("^[0-9A-Za-z-]{1,127}$", name));
        Assert.Equal(names.Order(StringComparer.Ordinal), deployment.Of("Microsoft.KeyVault/vaults/secrets").Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public Task Names_made_at_random_do_not_collide_either() => Gen.Char["aX1-"].Array[1, 6].Select(letters => new string(letters)).Array[12].SampleAsync(
        async candidates =>
        {
            string[] names = [.. candidates.Where(name => ProperName().IsMatch(name)).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (names.Length == 0)
            {
                return;
            }

            string headers = string.Join(", ", names.Select(name => $"'{name}'"));
            Deployment deployment = await Deployment.Evaluate(
                $$"""
                using 'main.bicep'
                param environmentName = 'names'
                param alertReceivers = { emails: ['somebody@example.com'] }
                param tenants = { a: { baseUrl: 'https://app.amperity.com/api' } }
                param destinations = { {{string.Join(", ", names.Select(name => $"'{name}': {{ kind: 'Slack', headers: [{headers}] }}"))}} }
                param routes = []
                param defaultTo = ['{{names[0]}}']
                """);

            Assert.Equal(1 + names.Length + (names.Length * names.Length), Referenced(deployment).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        },
        iter: 3, threads: 1);

    private static IEnumerable<string> Referenced(Deployment deployment) =>
        deployment.Settings.Values.Select(value => Reference().Match(value)).Where(match => match.Success).Select(match => match.Groups[1].Value);

    private static string Name(JsonNode resource) => ((string)resource["name"]!).Split('/')[^1];

    [GeneratedRegex("^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$")]
    private static partial Regex ProperName();

    [GeneratedRegex(@"readEnvironmentVariable\('([A-Z0-9_]+)', ''\)")]
    private static partial Regex Variables();

    [GeneratedRegex("__(ClientSecret|AccessToken|WebhookUrl|Headers__[A-Za-z0-9_]+)$")]
    private static partial Regex SecretSetting();

    [GeneratedRegex(@"^@Microsoft\.KeyVault\(.*SecretName=(.+)\)$")]
    private static partial Regex Reference();
}
