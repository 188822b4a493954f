using System.Text.Json.Serialization;

namespace WorkflowAlerts.Polling;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PollOrder))]
internal sealed partial class PollOrderJson : JsonSerializerContext;
