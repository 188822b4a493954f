using System.Text.Json.Serialization;

namespace WorkflowAlerts.Expecting;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Habit))]
internal sealed partial class HabitJson : JsonSerializerContext;
