using System.Text.Json.Nodes;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>What Azure would be asked to make, evaluated offline: all expressions but those of values that only Azure knows.</summary>
internal sealed class Deployment
{
    private const string Subscription = "11111111-1111-1111-1111-111111111111";

    /// <summary>What azd, or whoever uses az, puts into the environment.</summary>
    public static readonly IReadOnlyDictionary<string, string> Environment =
        new Dictionary<string, string> { ["AZURE_ENV_NAME"] = "workflow-alerts", ["ALERT_EMAIL"] = "data-platform@example.com" };

    /// <summary>The text of <c>infra/main.bicepparam</c>.</summary>
    public static readonly string Example = File.ReadAllText(Path.Combine(Bicep.Infra, "main.bicepparam"));

    private static readonly Lazy<Task<Deployment>> _example = new(() => Evaluate(Example));
    private static readonly Lazy<Task<Deployment>> _private = new(() => Evaluate(Example, new Dictionary<string, string>(Environment) { ["VNET_ENABLED"] = "true" }));

    private readonly JsonNode _snapshot;

    private Deployment(JsonNode snapshot) => _snapshot = snapshot;

    /// <summary>All of it, as JSON.</summary>
    public string Text => _snapshot.ToJsonString();

    public IReadOnlyList<JsonNode> Resources => [.. _snapshot["predictedResources"]!.AsArray().Select(resource => resource!)];

    public JsonObject Outputs => _snapshot["outputs"]!.AsObject();

    /// <summary>The app settings, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings =>
        Resources.Single(resource => (string?)resource["type"] == "Microsoft.Web/sites/config")["properties"]!.AsObject().ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    /// <summary>The deployment of the example.</summary>
    public static Task<Deployment> OfExample() => _example.Value;

    /// <summary>The same with private endpoints.</summary>
    public static Task<Deployment> OfPrivateExample() => _private.Value;

    /// <summary>The deployment of other parameters.</summary>
    /// <param name="parameters">The text of a <c>.bicepparam</c> file beside <c>main.bicep</c>.</param>
    /// <param name="environment">Environment variables that the file reads.</param>
    public static async Task<Deployment> Evaluate(string parameters, IReadOnlyDictionary<string, string>? environment = null)
    {
        (BicepRun run, string? snapshot) = await TryEvaluate(parameters, environment);
        Assert.True(run.ExitCode == 0 && snapshot is not null, run.Errors + run.Output);
        JsonNode json = JsonNode.Parse(snapshot)!;
        Assert.Equal("[]", json["diagnostics"]!.ToJsonString());
        return new(json);
    }

    /// <summary>What the compiler says to parameters that may be wrong.</summary>
    public static async Task<(BicepRun Run, string? Snapshot)> TryEvaluate(string parameters, IReadOnlyDictionary<string, string>? environment = null)
    {
        using InfraCopy copy = new();
        string given = Path.Combine(copy.Folder, "given.bicepparam");
        await File.WriteAllTextAsync(given, parameters);
        BicepRun run = await Bicep.Run(
            ["snapshot", given, "--mode", "overwrite", "--subscription-id", Subscription, "--resource-group", "rg-workflow-alerts", "--location", "westeurope"], environment ?? Environment);
        string snapshot = Path.Combine(copy.Folder, "given.snapshot.json");
        return (run, File.Exists(snapshot) ? await File.ReadAllTextAsync(snapshot) : null);
    }

    /// <summary>The resources of a type.</summary>
    public IReadOnlyList<JsonNode> Of(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    /// <summary>The expression for something of the app's identity that only Azure knows: its <c>principalId</c>, its <c>clientId</c>.</summary>
    public string OfIdentity(string property) => $"reference('{The("Microsoft.ManagedIdentity/userAssignedIdentities")["id"]}', '2024-11-30').{property}";

    /// <summary>The only resource of a type.</summary>
    public JsonNode The(string type) => Assert.Single(Of(type));
}
