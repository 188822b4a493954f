using System.Text.Json.Serialization;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Failure[]))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class IncidentJson : JsonSerializerContext;
