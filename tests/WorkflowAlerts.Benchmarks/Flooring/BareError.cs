using WorkflowAlerts.Telling;
using System.Text.Json.Serialization;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>Its error.</summary>
internal sealed record BareError(
    [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("message")] string Message, [property: JsonPropertyName("attribution")] string Attribution);
