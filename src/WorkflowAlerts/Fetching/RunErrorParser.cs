using System.Text.Json;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Fetching;

/// <summary>Reads a run's or a task's <c>error</c>: the schema says an object, the documentation says an array, and a plain text is still a message.</summary>
internal static class RunErrorParser
{
    public static IReadOnlyList<RunError> Parse(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => [.. json.EnumerateArray().Select(ParseOne).OfType<RunError>()],
        _ => ParseOne(json) is { } error ? [error] : [],
    };

    private static RunError? ParseOne(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => new RunError(
            json.Field("type").Text() ?? "", json.Field("message").Text() ?? "", ParseAttribution(json.Field("attribution")), ParseData(json.Field("data"))),
        JsonValueKind.String when json.Text() is { } message && !string.IsNullOrWhiteSpace(message) => new RunError("", message, Attribution.None),
        _ => null,
    };

    private static Attribution ParseAttribution(JsonElement json) => json.Text()?.Trim().ToLowerInvariant() switch
    {
        "customer" => Attribution.Customer,
        "platform" => Attribution.Platform,
        _ => Attribution.None,
    };

    // A clone, because the page's memory goes back to its pool.
    private static JsonElement? ParseData(JsonElement json) =>
        json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : json.Clone();
}
