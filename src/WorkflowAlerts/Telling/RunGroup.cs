using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>The runs of one workflow that ended in the same way.</summary>
public sealed record RunGroup
{
    /// <summary>The most run ids that are named.</summary>
    public const int MostRuns = 3;

    public string Tenant { get; init => field = value ?? ""; } = "";

    public string WorkflowType { get; init => field = value ?? ""; } = "";

    public string WorkflowName { get; init => field = value ?? ""; } = "";

    public string ErrorType { get; init => field = value ?? ""; } = "";

    public Outcome Outcome { get; init; }

    public Attribution Attribution { get; init; }

    public bool ManualStop { get; init; }

    public int Count { get; init; }

    public DateTimeOffset First { get; init; }

    public DateTimeOffset Last { get; init; }

    /// <summary>Some of the runs, the latest first.</summary>
    public IReadOnlyList<string> RunIds { get; init => field = value ?? []; } = [];

    /// <summary>The failures that a success ended, whom it concerns as they did; empty for anything else.</summary>
    public IReadOnlyList<EarlierRun> Ends { get; init => field = value ?? []; } = [];

    /// <summary>Whom the line concerns: a success, whom the failures did that it ends.</summary>
    [JsonIgnore]
    public IReadOnlyList<Concern> Concerns => Outcome != Outcome.Succeeded ? [Concern]
        : Ends.Count == 0 ? [Concern with { Outcome = Outcome.Failed }]
        : [.. Ends.Select(run => new Concern(Concern.Workflow, Outcome.Failed, run.Attribution, ErrorType: run.ErrorType)).Distinct()];

    [JsonIgnore]
    public Concern Concern => new(new WorkflowKey(Tenant, WorkflowType, WorkflowName), Outcome, Attribution, ManualStop, ErrorType);

    /// <summary>The group of one run.</summary>
    internal static RunGroup Of(Concern concern, string runId, DateTimeOffset at) => new()
    {
        Tenant = concern.Workflow.Tenant,
        WorkflowType = BoundedText.Shorten(concern.Workflow.Type, BoundedText.ListedLength),
        WorkflowName = BoundedText.Shorten(concern.Workflow.Name, BoundedText.ListedLength),
        ErrorType = BoundedText.Shorten(concern.ErrorType, BoundedText.ListedLength),
        Outcome = concern.Outcome,
        Attribution = concern.Attribution,
        ManualStop = concern.ManualStop,
        Count = 1,
        First = at,
        Last = at,
        RunIds = [BoundedText.Shorten(runId, BoundedText.ListedLength)],
    };

    /// <summary>Brings those of the same workflow, error and end together, the largest first.</summary>
    internal static RunGroup[] Together(IEnumerable<RunGroup> groups) =>
    [
        .. groups.GroupBy(group => group.Concern).Select(Together)
            .OrderByDescending(group => group.Count).ThenBy(group => group.First).ThenBy(group => group.WorkflowName, StringComparer.Ordinal)
            .ThenBy(group => group.WorkflowType, StringComparer.Ordinal).ThenBy(group => group.ErrorType, StringComparer.Ordinal)
            .ThenBy(group => group.Outcome).ThenBy(group => group.Attribution),
    ];

    private static RunGroup Together(IGrouping<Concern, RunGroup> same)
    {
        RunGroup[] parts = [.. same.OrderByDescending(group => group.Last).ThenBy(group => group.RunIds.FirstOrDefault(), StringComparer.Ordinal)];
        return parts[0] with
        {
            Count = parts.Sum(part => part.Count),
            First = parts.Min(part => part.First),
            RunIds = [.. parts.SelectMany(part => part.RunIds).Take(MostRuns)],
            Ends = [.. parts.SelectMany(part => part.Ends).Take(Recovery.MostRuns)],
        };
    }
}
