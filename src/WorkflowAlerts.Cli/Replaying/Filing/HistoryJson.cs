using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Replaying.Filing;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HistoryHeader))]
[JsonSerializable(typeof(HistoryEnd))]
internal sealed partial class HistoryJson : JsonSerializerContext;
