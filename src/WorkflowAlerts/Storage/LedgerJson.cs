using System.Text.Json.Serialization;
using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeliveryEntry))]
internal sealed partial class LedgerJson : JsonSerializerContext;
