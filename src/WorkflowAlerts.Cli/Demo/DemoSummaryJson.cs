using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Demo;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoSummary))]
internal sealed partial class DemoSummaryJson : JsonSerializerContext;
