using System.Text.Json.Serialization;

namespace WorkflowAlerts.Benchmarks.Flooring;

/// <summary>A page of runs.</summary>
internal sealed record BarePage([property: JsonPropertyName("data")] BareRun[] Data, [property: JsonPropertyName("next_token")] string? NextToken);
