using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Scenarios;

/// <summary>What came of a scenario.</summary>
internal sealed record ScenarioSummary
{
    public required string Scenario { get; init; }

    public required string About { get; init; }

    /// <summary>The messages that had to arrive, in order: simulated time, channel, headline.</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>The messages that arrived, in order.</summary>
    public required IReadOnlyList<string> Arrived { get; init; }

    /// <summary>Bytes of the largest message.</summary>
    public required int LargestBytes { get; init; }

    /// <summary>Real seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether exactly the expected messages arrived, in order.</summary>
    public bool Good => Expected.SequenceEqual(Arrived, StringComparer.Ordinal);

    public static async Task<ScenarioSummary> Of(Scenario scenario, bool verbose, CancellationToken cancellationToken)
    {
        await using Stage stage = await Stage.Set(scenario, verbose, cancellationToken);
        long start = TimeProvider.System.GetTimestamp();
        await scenario.Play(stage);
        return new ScenarioSummary
        {
            Scenario = scenario.Name,
            About = scenario.About,
            Expected = stage.Expected,
            Arrived = stage.Arrived,
            LargestBytes = stage.Messages.Select(message => System.Text.Encoding.UTF8.GetByteCount(message.Body)).DefaultIfEmpty().Max(),
            Seconds = Math.Round(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 1),
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, new ScenarioSummaryJson(new JsonSerializerOptions(ScenarioSummaryJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).ScenarioSummary);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScenarioSummary))]
internal sealed partial class ScenarioSummaryJson : JsonSerializerContext;
