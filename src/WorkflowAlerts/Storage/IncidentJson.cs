using System.Text.Json.Serialization;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Failure[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Habit))]
internal sealed partial class IncidentJson : JsonSerializerContext;
