using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReplayReport))]
[JsonSerializable(typeof(ComparisonReport))]
internal sealed partial class ReplayJson : JsonSerializerContext
{
    public static string Of(ReplayReport report) => JsonSerializer.Serialize(report, Readable().ReplayReport);

    public static string Of(ComparisonReport report) => JsonSerializer.Serialize(report, Readable().ComparisonReport);

    // Names in other scripts stay readable.
    private static ReplayJson Readable() => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
