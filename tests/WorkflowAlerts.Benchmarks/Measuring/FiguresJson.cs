using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using WorkflowAlerts.Benchmarks.Costing;
using WorkflowAlerts.Benchmarks.Scaling;

namespace WorkflowAlerts.Benchmarks.Measuring;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoundFigures))]
[JsonSerializable(typeof(ScenarioFigures))]
[JsonSerializable(typeof(PollCosts))]
[JsonSerializable(typeof(MonthlyCost))]
[JsonSerializable(typeof(ScaleFigures))]
[JsonSerializable(typeof(SortedDictionary<string, double>))]
internal sealed partial class FiguresJson : JsonSerializerContext
{
    /// <summary>With × and – as they are.</summary>
    public static FiguresJson Plain { get; } = new(With(indented: false));

    /// <summary>The same, a figure a line.</summary>
    public static FiguresJson Indented { get; } = new(With(indented: true));

    private static JsonSerializerOptions With(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = indented,
    };
}
