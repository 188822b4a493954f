using System.Text.Json.Serialization;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Queueing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MessageHeading))]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertMessageJson : JsonSerializerContext;
