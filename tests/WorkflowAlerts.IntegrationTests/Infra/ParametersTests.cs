using WorkflowAlerts.Telling;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class ParametersTests
{
    [Theory]
    [InlineData("AZURE_ENV_NAME")]
    [InlineData("ALERT_EMAIL")]
    public async Task What_must_be_given_and_is_not_is_named(string forgotten)
    {
        BicepRun run = await Bicep.Run(
            ["build-params", Path.Combine(Bicep.Infra, "main.bicepparam"), "--stdout"], Deployment.Environment.Where(variable => variable.Key != forgotten).ToDictionary());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Environment variable \"{forgotten}\" does not exist", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("somebody")]
    public async Task An_address_for_trouble_that_is_none_is_refused(string address)
    {
        (BicepRun run, string? snapshot) = await Deployment.TryEvaluate(Deployment.Example, new Dictionary<string, string>(Deployment.Environment) { ["ALERT_EMAIL"] = address });

        Assert.Contains($"\"{address}\" in alertReceivers is no e-mail address", (run.Errors + Diagnostics(snapshot)).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_one_file_of_parameters_for_azd_and_az() =>
        Assert.Equal(["main.bicepparam"], Directory.EnumerateFiles(Bicep.Infra).Select(Path.GetFileName).Where(name => name!.Contains("param", StringComparison.Ordinal)));

    [Theory]
    [InlineData("kind: 'Slack'", "kind: 'Discord'", "Discord")]
    [InlineData("mute: true", "silence: true", "silence")]
    [InlineData("requestsPerSecond: 5", "requestsPerSecond: 50", "10")]
    [InlineData("attribution: 'customer'", "attribution: 'partner'", "partner")]
    [InlineData("showEmail: true", "showEmail: 'yes'", "showEmail")]
    [InlineData("param defaultTo = ['data-team']", "param defaultTo = []", "the minimum allowable length is 1")]
    [InlineData("param alertReceivers = { emails: [readEnvironmentVariable('ALERT_EMAIL')] }", "", "alertReceivers")]
    [InlineData("param alertReceivers = { emails: [readEnvironmentVariable('ALERT_EMAIL')] }", "param alertReceivers = {}", "Nobody would be told of trouble")]
    [InlineData("'socktown-sb-12345': {", "'socktown--sb': {", "single hyphens")]
    [InlineData("headers: ['X-Alert-Secret']", "headers: ['-X']", "single hyphens")]
    [InlineData("baseUrl: 'https://socktown.amperity.com/api'\n    clientId", "clientId", "baseUrl")]
    [InlineData("'socktown-sb-12345': {", "'socktown_sb': {", "Use letters, digits and single hyphens")]
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
            rows.Select(row => Row().Match(row)).Where(match => match.Success).SelectMany(match => match.Groups[1].Captures).Select(name => name.Value).Order(StringComparer.Ordinal));
    }

    private static string Diagnostics(string? snapshot) =>
        snapshot is null ? "[]" : JsonNode.Parse(snapshot)!["diagnostics"]!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    [GeneratedRegex(@"^\| (?:`([a-zA-Z]+)`(?:, )?)+ \|")]
    private static partial Regex Row();
}
