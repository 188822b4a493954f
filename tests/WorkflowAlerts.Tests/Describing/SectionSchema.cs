using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Chats;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>
/// The schema of the section, from the options classes. Nothing is required: what a file leaves out can be an environment variable, and secrets should be.
/// </summary>
internal static partial class SectionSchema
{
    private static readonly JsonSerializerOptions s_serializer = new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    // What the classes cannot say; that the validator sees it the same way is tested.
    private static readonly Dictionary<string, string> s_patterns = new()
    {
        ["TenantOptions.BaseUrl"] = "^https?://",
        ["TenantOptions.TokenUrl"] = "^(https?://|$)",
        ["TenantOptions.ApiVersion"] = "^([0-9]{4}-[0-9]{2}-[0-9]{2}|unstable)$",
        ["DestinationOptions.WebhookUrl"] = "^https?://",
        ["HeartbeatOptions.Url"] = "^(https?://|$)",
        ["CardOptions.RunUrlTemplate"] = @"^(https://.*\{id\}.*)?$",
        ["WeeklyOptions.Time"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        ["QuietOptions.From"] = "^([01][0-9]|2[0-3]):[0-5][0-9]$",
        ["QuietOptions.To"] = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$",
        ["CalledOptions.Slack"] = "^[UWS][A-Z0-9]{5,30}$",
    };

    private static readonly Dictionary<string, string> s_names = new()
    {
        [nameof(WorkflowAlertsOptions.Tenants)] = "^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$",
        [nameof(WorkflowAlertsOptions.Destinations)] = "^(?=.{1,60}$)[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$",
    };

    // Of one day at most: [d.]hh:mm[:ss[.fffffff]].
    private const string TimeSpans = @"^([0-9]+\.)?([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-5]?[0-9](\.[0-9]{1,7})?)?$";

    public static JsonObject Generate() => (JsonObject)s_serializer.GetJsonSchemaAsNode(typeof(WorkflowAlertsOptions), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform });

    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode exported)
    {
        JsonObject schema = exported as JsonObject ?? [];
        PropertyInfo? property = context.PropertyInfo?.AttributeProvider as PropertyInfo;
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        JsonObject told = [];
        if (property is not null || context.Path.Length == 0)
        {
            told["description"] = property is null ? XmlDocs.Of(type) : XmlDocs.Of(property);
        }

        foreach ((string key, JsonNode? value) in Shape(type, property, schema))
        {
            told[key] = value?.DeepClone();
        }

        if (property is not null && Default(property) is { } unset)
        {
            told["default"] = unset;
        }

        return told;
    }

    private static JsonObject Shape(Type type, PropertyInfo? property, JsonObject exported)
    {
        string? pattern = property is null ? null : s_patterns.GetValueOrDefault($"{property.DeclaringType!.Name}.{property.Name}");
        return type switch
        {
            { IsEnum: true } => new JsonObject { ["enum"] = new JsonArray([.. Words(type).Select(word => JsonValue.Create(word))]) },
            _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
            _ when type == typeof(int) => Number(XmlDocs.Of(property!)),
            _ when type == typeof(TimeSpan) => new JsonObject { ["type"] = "string", ["pattern"] = TimeSpans },
            _ when type == typeof(string) => Text(pattern, property),
            _ when typeof(IDictionary).IsAssignableFrom(type) => Map(exported, property!),
            _ when typeof(IList).IsAssignableFrom(type) => new JsonObject { ["type"] = "array", ["items"] = Items(exported["items"]!.AsObject(), pattern, property!) },
            _ => new JsonObject { ["type"] = "object", ["properties"] = exported["properties"]!.DeepClone(), ["additionalProperties"] = false },
        };
    }

    private static JsonObject Text(string? pattern, PropertyInfo? property) =>
        property is { DeclaringType.Name: "WeeklyOptions", Name: "Day" } ? new JsonObject { ["enum"] = Days() }
        : property is { DeclaringType.Name: "DestinationOptions", Name: "Kind" } ? new JsonObject { ["enum"] = new JsonArray([.. TheChats.Kinds.All.Select(chat => JsonValue.Create(chat.Name))]) }
        : pattern is null ? new JsonObject { ["type"] = "string" }
        : new JsonObject { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Items(JsonObject items, string? pattern, PropertyInfo property) =>
        property is { DeclaringType.Name: "QuietOptions", Name: "Days" } ? new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["enum"] = Days() }, new JsonObject { ["pattern"] = "^[A-Za-z]+(-[A-Za-z]+)?$" }) }
        : pattern is not null ? new JsonObject { ["type"] = "string", ["pattern"] = pattern }
        : (JsonObject)items.DeepClone();

    private static JsonObject Map(JsonObject exported, PropertyInfo property)
    {
        JsonObject map = new() { ["type"] = "object", ["additionalProperties"] = exported["additionalProperties"]!.DeepClone() };
        if (s_names.TryGetValue(property.Name, out string? names))
        {
            map["propertyNames"] = new JsonObject { ["pattern"] = names };
        }

        return map;
    }

    private static JsonObject Number(string documentation)
    {
        Match range = Range().Match(documentation);
        return new JsonObject { ["type"] = "integer", ["minimum"] = int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture), ["maximum"] = int.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture) };
    }

    private static JsonNode? Default(PropertyInfo property)
    {
        object? value = property.GetValue(Activator.CreateInstance(property.DeclaringType!));
        return value switch
        {
            bool or int => JsonValue.Create(value),
            TimeSpan span => JsonValue.Create(span.ToString("c", CultureInfo.InvariantCulture)),
            string { Length: > 0 } text => JsonValue.Create(text),
            _ => null,
        };
    }

    // As the documentation writes them. Of outcomes there are more than a setting can ask for.
    private static IEnumerable<string> Words(Type type) =>
        type == typeof(Outcome) ? ["failed", "canceled"]
        : Enum.GetNames(type).Select(name => name.ToLowerInvariant());

    private static JsonArray Days() => ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    [GeneratedRegex(@"Range: ([0-9]+) to ([0-9]+)\.")]
    private static partial Regex Range();
}
