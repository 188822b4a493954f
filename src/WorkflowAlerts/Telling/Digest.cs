using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>Many messages in one: of a storm, of a cascade whose beginning was told before, or of what a silence kept.</summary>
public sealed record Digest : Message
{
    /// <summary>The most groups in one card.</summary>
    public const int MostGroups = 10;

    /// <summary>Why they are told together.</summary>
    public DigestReason Reason { get; init; }

    /// <summary>How many runs the whole digest tells of, all its cards together.</summary>
    public int Count { get; init; }

    /// <summary>When the first of them ended.</summary>
    public DateTimeOffset First { get; init; }

    /// <summary>When the last of them ended.</summary>
    public DateTimeOffset Last { get; init; }

    /// <summary>Which card this is, from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>How many cards there are.</summary>
    public int Cards { get; init; } = 1;

    /// <summary>Whether the whole digest, all its cards together, tells of nothing but recoveries.</summary>
    public bool AllRecovered { get; init; }

    /// <summary>The groups on this card, the largest first.</summary>
    public IReadOnlyList<RunGroup> Lines { get; init => field = value ?? []; } = [];

    /// <summary>How many runs are on no card, because the cards are full; said on the last.</summary>
    public int Unlisted { get; init; }

    /// <summary>What they possibly follow from, or what silenced them: a workflow's name, the reason of a mute.</summary>
    public string Cause { get; init => field = value ?? ""; } = "";

    [JsonIgnore]
    public override MessageKey Key => new(Tenant, Id, Outcome.Failed, Last) { IsVersion1 = IsVersion1 };

    [JsonIgnore]
    public override IReadOnlyList<Concern> Concerns => [.. Lines.SelectMany(line => line.Concerns).Distinct()];

    [JsonIgnore]
    public override IReadOnlyList<RunGroup> Groups => Lines;

    [JsonIgnore]
    public override int UnlistedRuns => Unlisted;

    [JsonIgnore]
    public override IEnumerable<Concern> Calls =>
        Reason == DigestReason.Storm ? Lines.Where(line => line.Outcome == Outcome.Failed && !line.ManualStop).Select(line => line.Concern) : [];

    // Recoveries that are told together follow what was told together.
    [JsonIgnore]
    public override IReadOnlyList<MessageKey> After => Reason == DigestReason.Storm && TellsOnlyOfRecoveries
        ? [.. Lines.SelectMany(line => line.Ends).Select(run => new MessageKey(Tenant, run.RunId, Outcome.Failed, run.EndedAt))]
        : [];

    [JsonIgnore]
    public override bool NeedsAfter => After.Count > 0;

    public override Card Card(CardSetting setting) => DigestCard.Of(this, setting);

    /// <summary>What is left of it on its card when some of its lines are told by another message.</summary>
    internal Digest Without(IReadOnlySet<RunGroup> told)
    {
        RunGroup[] left = [.. Lines.Where(line => !told.Contains(line))];
        return this with { Lines = left, Count = Count - told.Sum(line => line.Count) };
    }

    [JsonIgnore]
    internal bool TellsOnlyOfRecoveries => Lines.All(line => line.Outcome == Outcome.Succeeded) && (AllRecovered || this is { Cards: 1, Unlisted: 0 });
}
