using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>A run that has not ended, or not begun, as was expected; or one that fails while it goes on.</summary>
public sealed record LateRun : Message
{
    /// <summary><see cref="Outcome.Failing"/> or <see cref="Outcome.Overdue"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Outcome Outcome { get; init; }

    public string WorkflowType { get; init => field = value ?? ""; } = "";

    public string WorkflowName { get; init => field = value ?? ""; } = "";

    public string ErrorType { get; init => field = value ?? ""; } = "";

    public string ErrorMessage { get; init => field = value ?? ""; } = "";

    /// <summary>When the run started; of one that did not start, when the last one did.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    public string? StartedBy { get; init; }

    /// <summary>What was expected.</summary>
    public required Expectation Expectation { get; init; }

    [JsonIgnore]
    public override MessageKey Key => new(Tenant, Id, Outcome, StartedAt ?? DateTimeOffset.UnixEpoch) { IsVersion1 = IsVersion1 };

    [JsonIgnore]
    public WorkflowKey Workflow => new(Tenant, WorkflowType, WorkflowName);

    [JsonIgnore]
    public override IReadOnlyList<Concern> Concerns => [new Concern(Workflow, Outcome, ErrorType: ErrorType)];

    [JsonIgnore]
    public override IReadOnlyList<RunGroup> Groups => [RunGroup.Of(Concerns[0], Id, Key.At)];

    public override Card Card(CardSetting setting) => LateRunCard.Of(this, setting);
}
