using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>How a week went, against the week before. That it comes shows that messages reach the channel.</summary>
public sealed record WeeklyReport : Message
{
    /// <summary>When the week ended.</summary>
    public DateTimeOffset End { get; init; }

    /// <summary>Whose runs.</summary>
    public IReadOnlyList<string> Tenants { get; init => field = value ?? []; } = [];

    public WeekSummary Week { get; init => field = value ?? new(); } = new();

    public WeekSummary Before { get; init => field = value ?? new(); } = new();

    [JsonIgnore]
    public override MessageKey Key => new(Tenant, Id, Outcome.Failed, End) { IsVersion1 = IsVersion1 };

    [JsonIgnore]
    public override IReadOnlyList<Concern> Concerns => [];

    [JsonIgnore]
    public override IReadOnlyList<RunGroup> Groups => [];

    [JsonIgnore]
    public override bool CanBeKept => false;

    [JsonIgnore]
    public override bool IsWorthKeeping => false;

    public override Card Card(CardSetting setting) => WeeklyCard.Of(this, setting);
}
