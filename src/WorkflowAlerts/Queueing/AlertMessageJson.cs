using System.Text.Json.Serialization;
using WorkflowAlerts.Queueing.Version1;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Queueing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    RespectNullableAnnotations = true,
    AllowOutOfOrderMetadataProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MessageHeading))]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(EarlierMessage))]
internal sealed partial class AlertMessageJson : JsonSerializerContext;
