using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>
/// The schema of the same settings as one line each, <c>WorkflowAlerts__Routes__0__To__0</c>, as <c>local.settings.json</c> has them. Their values are texts;
/// numbers and truth values are read as well.
/// </summary>
internal static class FlatSchema
{
    private const string Number = "[0-9]+";
    private const string Name = "([A-Za-z0-9.-]|_(?!_))+";

    public static JsonObject Of(JsonObject section)
    {
        JsonObject properties = [];
        JsonObject patterns = new() { ["^(?![Ww][Oo][Rr][Kk][Ff][Ll][Oo][Ww][Aa][Ll][Ee][Rr][Tt][Ss])"] = new JsonObject { ["type"] = new JsonArray("string", "boolean", "number") } };
        foreach ((string[] path, JsonObject leaf) in Leaves(section, [WorkflowAlertsOptions.Section]))
        {
            bool isFixed = path.All(part => part.All(char.IsAsciiLetter));
            (isFixed ? properties : patterns)[isFixed ? string.Join("__", path) : $"^{string.Join("__", path)}$"] = Flat(leaf);
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties, ["patternProperties"] = patterns, ["additionalProperties"] = false };
    }

    private static IEnumerable<(string[] Path, JsonObject Leaf)> Leaves(JsonObject schema, string[] path) => schema switch
    {
        _ when schema["properties"] is JsonObject properties => properties.SelectMany(property => Leaves(property.Value!.AsObject(), [.. path, property.Key])),
        _ when schema["items"] is JsonObject items => Leaves(Described(items, schema), [.. path, Number]),
        _ when schema["additionalProperties"] is JsonObject values => Leaves(Described(values, schema), [.. path, Name]),
        _ => [(path, schema)],
    };

    // An element that is no object has no description of its own.
    private static JsonObject Described(JsonObject element, JsonObject owner)
    {
        JsonObject described = (JsonObject)element.DeepClone();
        if (!described.ContainsKey("description") && !described.ContainsKey("properties"))
        {
            described.Insert(0, "description", owner["description"]!.DeepClone());
        }

        return described;
    }

    private static JsonObject Flat(JsonObject leaf)
    {
        JsonObject flat = (JsonObject)leaf.DeepClone();
        switch ((string?)leaf["type"])
        {
            case "boolean":
                flat["type"] = new JsonArray("string", "boolean");
                flat["pattern"] = "^([Tt]rue|[Ff]alse)$";
                break;
            case "integer":
                flat["type"] = new JsonArray("string", "integer");
                flat["pattern"] = $"^({UpTo((string)leaf["maximum"]!.ToString())})$";
                break;
        }

        if (leaf["default"] is { } unset)
        {
            flat["default"] = unset.ToString();
        }

        return flat;
    }

    /// <summary>A pattern for the whole numbers from 1 to a number.</summary>
    internal static string UpTo(string most)
    {
        List<string> ways = most.Length > 1 ? [$"[1-9][0-9]{{0,{most.Length - 2}}}"] : [];
        for (int i = 0; i < most.Length; i++)
        {
            char least = i == 0 ? '1' : '0';
            if (most[i] > least)
            {
                ways.Add($"{most[..i]}[{least}-{(char)(most[i] - 1)}][0-9]{{{most.Length - i - 1}}}");
            }
        }

        return string.Join('|', ways.Append(Regex.Escape(most)));
    }
}
