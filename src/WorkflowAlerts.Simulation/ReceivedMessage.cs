using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Simulation;

/// <summary>A message that arrived in a channel.</summary>
public sealed partial record ReceivedMessage(string Channel, string Body, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The run that a message of one run is about; the runs before it in a streak come after it. Empty where it names none.</summary>
    public IEnumerable<string> OwnRunId() => RunIds().Take(1);

    /// <summary>The runs a message names, each once.</summary>
    public IReadOnlyList<string> RunIds() => RunIdsIn(Body);

    /// <summary>The simulated run ids in a text, each once.</summary>
    public static IReadOnlyList<string> RunIdsIn(string text) => [.. RunId().Matches(text).Select(match => match.Value).Distinct()];

    /// <summary>The message in one line: what a notification shows.</summary>
    public string Headline()
    {
        using JsonDocument document = JsonDocument.Parse(Body);
        JsonElement root = document.RootElement;
        string text = root.TryGetProperty("text", out JsonElement slack) ? slack.GetString()! : FirstLine(root.GetProperty("attachments")[0].GetProperty("content"));
        return WebUtility.HtmlDecode(text.Split('\n', 2)[0]);
    }

    private static string FirstLine(JsonElement card) =>
        string.Concat(card.GetProperty("body")[0].GetProperty("items")[0].GetProperty("inlines").EnumerateArray().Select(run => run.GetProperty("text").GetString()));

    [GeneratedRegex(@"wf-\d{8}-\d+-\w+", RegexOptions.CultureInvariant)]
    private static partial Regex RunId();
}
