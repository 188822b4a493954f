using System.Text.Json.Serialization;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>A run as the bare program reads it: what a message needs, and no more.</summary>
internal sealed record BareRun(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("created_at")] DateTimeOffset CreatedAt,
    [property: JsonPropertyName("ended_at")] DateTimeOffset EndedAt,
    [property: JsonPropertyName("error")] BareError? Error);
