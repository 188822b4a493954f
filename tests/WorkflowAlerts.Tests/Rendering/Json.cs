using System.Text.Json;

namespace WorkflowAlerts.Tests.Rendering;

/// <summary>Walks a rendered message.</summary>
internal static class Json
{
    public static IEnumerable<JsonElement> Objects(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Objects(property.Value)).Prepend(element),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Objects),
        _ => [],
    };

    /// <summary>Every string, with the object and the name it stands under. Strings in arrays would go unseen; our messages have none.</summary>
    public static IEnumerable<(JsonElement Owner, string Name, string Value)> Strings(JsonElement element) =>
        from owner in Objects(element)
        from property in owner.EnumerateObject()
        where property.Value.ValueKind == JsonValueKind.String
        select (owner, property.Name, property.Value.GetString()!);

    public static string? Type(JsonElement element) => element.TryGetProperty("type", out JsonElement type) ? type.GetString() : null;

    public static Func<JsonElement, IEnumerable<JsonElement>> Member(string name) =>
        element => element.TryGetProperty(name, out JsonElement member) ? [member] : [];
}
