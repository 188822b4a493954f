using System.Text.Json.Serialization;

namespace WorkflowAlerts.Tracking;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Failure[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class IncidentJson : JsonSerializerContext;
