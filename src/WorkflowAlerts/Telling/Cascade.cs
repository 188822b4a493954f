using System.Text.Json.Serialization;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Failures that possibly follow from another and are told on its card.</summary>
public sealed record Cascade
{
    /// <summary>The most that are named.</summary>
    public const int MostNamed = 8;

    /// <summary>The most groups that are carried.</summary>
    public const int MostGroups = 30;

    /// <summary>How many there are.</summary>
    public int Count { get; init; }

    /// <summary>Workflow names, or run ids where they have none, each once.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>The failures by workflow, for when another card has to tell of them; empty in what version 0.1 queued.</summary>
    public IReadOnlyList<RunGroup> Groups { get; init => field = value ?? []; } = [];

    /// <summary>How many of them are in no group.</summary>
    [JsonIgnore]
    public int Unlisted => Count - Groups.Sum(group => group.Count);

    internal static Cascade Of(IReadOnlyCollection<Message> following)
    {
        RunGroup[] groups = RunGroup.Together(following.SelectMany(message => message.Groups));
        return new Cascade
        {
            Count = groups.Sum(group => group.Count),
            Names = [.. following.SelectMany(message => message.Groups).Select(Name).Distinct().Take(MostNamed)],
            Groups = [.. groups.Take(MostGroups)],
        };
    }

    private static string Name(RunGroup group) => group.WorkflowName.Length > 0 ? group.WorkflowName : group.RunIds[0];
}
