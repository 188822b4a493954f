using System.Text.Json.Serialization;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Queueing;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AlertMessage))]
[JsonSerializable(typeof(Alert))]
internal sealed partial class AlertMessageJson : JsonSerializerContext;
