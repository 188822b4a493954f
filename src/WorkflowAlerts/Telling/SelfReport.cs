using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>The product tells its operators that something is wrong with itself or what it depends on, or that it is over.</summary>
public sealed record SelfReport : Message
{
    public TroubleKind Trouble { get; init; }

    /// <summary>What it concerns: a tenant, a destination; empty where it concerns the product as a whole.</summary>
    public string Subject { get; init => field = value ?? ""; } = "";

    /// <summary>Since when.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why, in words. Foreign text in part, without secrets.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>How often it was noted: failed polls, refused messages.</summary>
    public int Count { get; init; }

    /// <summary>When it ended; null: it goes on.</summary>
    public DateTimeOffset? OverAt { get; init; }

    /// <summary>The messages that were put aside, where that is what it tells of.</summary>
    public IReadOnlyList<AsideMessage> Aside { get; init => field = value ?? []; } = [];

    /// <summary>What told of the beginning, where this tells of the end.</summary>
    public string? Began { get; init; }

    [JsonIgnore]
    public override MessageKey Key => new(Tenant, Id, Outcome.Failed, Since) { IsVersion1 = IsVersion1 };

    [JsonIgnore]
    public override IReadOnlyList<Concern> Concerns => [];

    [JsonIgnore]
    public override IReadOnlyList<RunGroup> Groups => [];

    [JsonIgnore]
    public override bool CanBeKept => false;

    // One that cannot be delivered would be reported by another that cannot be delivered.
    [JsonIgnore]
    public override bool IsWorthKeeping => false;

    [JsonIgnore]
    public override IReadOnlyList<MessageKey> After => Began is null ? [] : [new MessageKey(Tenant, Began, Outcome.Failed, Since)];

    public override Card Card(CardSetting setting) =>
        Aside.Count > 0 ? AsideCard.Of(this, setting) : OverAt is null ? TroubleCard.Began(this, setting) : TroubleCard.Ended(this, setting);
}
