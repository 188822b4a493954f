using WorkflowAlerts.Telling;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class ParametersTests
{
    [Fact]
    public async Task The_parameters_of_azd_fit_the_template()
    {
        string file = await File.ReadAllTextAsync(Path.Combine(Bicep.Infra, "main.parameters.json"), TestContext.Current.CancellationToken);
        // As azd does: a variable's value, or what stands after the equals sign; a text for a bool becomes one.
        string substituted = Variable().Replace(file, match => match.Groups["default"].Success ? match.Groups["default"].Value : "some-value").Replace("\"false\"", "false", StringComparison.Ordinal);
        JsonObject parameters = JsonNode.Parse(substituted)!["parameters"]!.AsObject();

        Deployment deployment = await Deployment.Evaluate(
            string.Join('\n', parameters.Select(parameter => $"param {parameter.Key} = json('{parameter.Value!["value"]!.ToJsonString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}')").Prepend("using 'main.bicep'")));

        Assert.Equal("platform-oncall", deployment.Settings["WorkflowAlerts__Routes__1__To__0"]);
        Assert.Equal(
            deployment.Of("Microsoft.KeyVault/vaults/secrets").Select(secret => ((string)secret["name"]!).Split('/')[1]).Order(StringComparer.Ordinal),
            parameters["secrets"]!["value"]!.AsObject().Select(secret => secret.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("kind: 'Slack'", "kind: 'Discord'", "Discord")]
    [InlineData("mute: true", "silence: true", "silence")]
    [InlineData("requestsPerSecond: 5", "requestsPerSecond: 50", "10")]
    [InlineData("attribution: 'customer'", "attribution: 'partner'", "partner")]
    [InlineData("showEmail: true", "showEmail: 'yes'", "showEmail")]
    [InlineData("param defaultTo = ['data-team']", "param defaultTo = []", "the minimum allowable length is 1")]
    [InlineData("param alertEmails = ['data-platform@example.com']", "", "alertEmails")]
    [InlineData("baseUrl: 'https://socktown.amperity.com/api'\n    clientId", "clientId", "baseUrl")]
    [InlineData("'socktown-sb-12345'", "'socktown_sb'", "Use letters, digits and hyphens")]
    public async Task A_wrong_parameter_is_refused_with_what_is_wrong_about_it(string right, string wrong, string named)
    {
        string example = Deployment.Example.ReplaceLineEndings("\n");
        Assert.Contains(right, example, StringComparison.Ordinal);

        (BicepRun run, string? snapshot) = await Deployment.TryEvaluate(example.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Contains(named, run.Errors + Diagnostics(snapshot), StringComparison.Ordinal);
        Assert.True(run.ExitCode != 0 || Diagnostics(snapshot) != "[]", "Nothing was refused.");
    }

    [Fact]
    public async Task The_README_explains_every_parameter_in_its_table()
    {
        BicepRun build = await Bicep.Run("build", Path.Combine(Bicep.Infra, "main.bicep"), "--stdout");
        string[] rows = await File.ReadAllLinesAsync(Path.Combine(Bicep.Infra, "README.md"), TestContext.Current.CancellationToken);

        Assert.Equal(
            JsonNode.Parse(build.Output)!["parameters"]!.AsObject().Select(parameter => parameter.Key).Order(StringComparer.Ordinal),
            rows.Select(row => Row().Match(row)).Where(match => match.Success).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    private static string Diagnostics(string? snapshot) =>
        snapshot is null ? "[]" : JsonNode.Parse(snapshot)!["diagnostics"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    [GeneratedRegex(@"\$\{[A-Z_]+(=(?<default>[^}]*))?\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^\| `([a-zA-Z]+)` \|")]
    private static partial Regex Row();
}
