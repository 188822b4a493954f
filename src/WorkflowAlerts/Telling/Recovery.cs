using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>A workflow works again: a success ended its failures.</summary>
public sealed record Recovery : Message
{
    /// <summary>The most failed runs that are named.</summary>
    public const int MostRuns = 10;

    public string WorkflowType { get; init => field = value ?? ""; } = "";

    public string WorkflowName { get; init => field = value ?? ""; } = "";

    /// <summary>How many runs failed in a row.</summary>
    public int Count { get; init; }

    /// <summary>When the first of them ended.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the good run began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the good run ended: since then the workflow works.</summary>
    public DateTimeOffset WorkedAt { get; init; }

    /// <summary>When it failed again, where it did before this was told.</summary>
    public DateTimeOffset? FailedAgainAt { get; init; }

    /// <summary>Whether its destinations were told of none of the failures: a route held them back, and a rerun worked in that time.</summary>
    public bool WasHeld { get; init; }

    /// <summary>The failed runs, the latest first.</summary>
    public IReadOnlyList<EarlierRun> Runs { get; init => field = value ?? []; } = [];

    /// <summary>Those of them that its destinations were to be told of, the latest first: only who was told of one hears of the end.</summary>
    public IReadOnlyList<EarlierRun> Heard { get; init => field = value ?? []; } = [];

    /// <summary>Whether its destinations were also to be told of failures that are not kept any more.</summary>
    public bool HeardEarlier { get; init; }

    [JsonIgnore]
    public override MessageKey Key => new(Tenant, Id, Outcome.Succeeded, WorkedAt) { IsVersion1 = IsVersion1 };

    [JsonIgnore]
    public WorkflowKey Workflow => new(Tenant, WorkflowType, WorkflowName);

    // As the failures it ends: what silences them silences their end, what lets them through lets it through.
    [JsonIgnore]
    public override IReadOnlyList<Concern> Concerns => Heard.Count == 0
        ? [new Concern(Workflow, Outcome.Failed)]
        : [.. Heard.Select(run => new Concern(Workflow, Outcome.Failed, run.Attribution, ErrorType: run.ErrorType)).Distinct()];

    [JsonIgnore]
    public override IReadOnlyList<RunGroup> Groups => WasHeld
        ? [.. Heard.Select(run => RunGroup.Of(new Concern(Workflow, Outcome.Failed, run.Attribution, ErrorType: run.ErrorType), run.RunId, run.EndedAt)), Success]
        : [Success];

    // Until then the workflow might fail again.
    [JsonIgnore]
    public override bool CanBeHeld => WasHeld;

    [JsonIgnore]
    public override IReadOnlyList<MessageKey> After =>
        WasHeld ? [] : [.. Heard.Select(run => new MessageKey(Tenant, run.RunId, Outcome.Failed, run.EndedAt) { IsVersion1 = IsVersion1 })];

    [JsonIgnore]
    public override bool NeedsAfter => !HeardEarlier;

    public override Card Card(CardSetting setting) => RecoveryCard.Of(this, setting);

    private RunGroup Success => RunGroup.Of(new Concern(Workflow, Outcome.Succeeded), Id, WorkedAt) with { Ends = Heard };
}
