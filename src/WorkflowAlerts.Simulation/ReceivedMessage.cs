using System.Text.RegularExpressions;

namespace WorkflowAlerts.Simulation;

/// <summary>A message that arrived in a channel.</summary>
public sealed partial record ReceivedMessage(
    string Kind, string Channel, string Body, DateTimeOffset At, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The run that a message of one run is about; the runs before it in a streak come after it. Empty where it names none.</summary>
    public IEnumerable<string> OwnRunId() => RunIds().Take(1);

    /// <summary>The runs a message names, each once.</summary>
    public IReadOnlyList<string> RunIds() => RunIdsIn(Body);

    /// <summary>The simulated run ids in a text, each once.</summary>
    public static IReadOnlyList<string> RunIdsIn(string text) => [.. RunId().Matches(text).Select(match => match.Value).Distinct()];

    /// <summary>The message in one line: what a notification shows.</summary>
    public string Headline() => SimulatedChats.Headline(Kind, Body);

    [GeneratedRegex(@"wf-\d{8}-\d+-\w+", RegexOptions.CultureInvariant)]
    private static partial Regex RunId();
}
