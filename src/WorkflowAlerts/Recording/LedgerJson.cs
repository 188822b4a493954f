using System.Text.Json.Serialization;

namespace WorkflowAlerts.Recording;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DeliveryEntry))]
internal sealed partial class LedgerJson : JsonSerializerContext;
