using System.Text.Json.Serialization;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>
/// What somebody is told: a closed set of kinds. This is what travels on the queue. Each kind answers the same few questions, so that nobody else has to ask what
/// kind it is. A message that stands for others carries them.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(FailedRun), "failed-run")]
[JsonDerivedType(typeof(Recovery), "recovery")]
[JsonDerivedType(typeof(Digest), "digest")]
[JsonDerivedType(typeof(LateRun), "late-run")]
[JsonDerivedType(typeof(WeeklyReport), "weekly-report")]
[JsonDerivedType(typeof(SelfReport), "self-report")]
public abstract record Message
{
    /// <summary>Stands in the place of a tenant where the product tells of itself; no tenant's id can have a space.</summary>
    public const string Product = "workflow alerts";

    /// <summary>The tenant as it is named in the configuration, or <see cref="Product"/>.</summary>
    public required string Tenant { get; init; }

    /// <summary>Amperity's run id, shortened, or an id of our own for what is no run.</summary>
    public required string Id { get; init; }

    /// <summary>The destinations; null only in what version 0.1 queued, which left it to the routes.</summary>
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>Whether the same may have been told before, by a process that ended before it could note so.</summary>
    public bool PossibleRepeat { get; init; }

    /// <summary>Since when it waits for another message to be told first; null where it does not.</summary>
    public DateTimeOffset? WaitsSince { get; init; }

    /// <summary>When it might be told, where it waited for the end of a silence or a hold; null: when it happened.</summary>
    public DateTimeOffset? MayBeToldAt { get; init; }

    /// <summary>Whether version 0.1 queued it.</summary>
    [JsonIgnore]
    public bool IsVersion1 { get; init; }

    /// <summary>The identity under which the ledger remembers it.</summary>
    [JsonIgnore]
    public abstract MessageKey Key { get; }

    /// <summary>Whom it concerns: what happened, to which workflows. Empty for what concerns none.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<Concern> Concerns { get; }

    /// <summary>The same in lines of a digest, for when it is told together with others; empty for what is only told by itself.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<RunGroup> Groups { get; }

    /// <summary>How many further runs it stands for that are in no group.</summary>
    [JsonIgnore]
    public virtual int UnlistedRuns => 0;

    /// <summary>Whether a route's <c>Hold</c> may hold it back in the hope of a rerun.</summary>
    [JsonIgnore]
    public virtual bool CanBeHeld => false;

    /// <summary>Whether a silence may keep it.</summary>
    [JsonIgnore]
    public virtual bool CanBeKept => true;

    /// <summary>Whether it goes before what can wait: nobody hears of a failure late because others recovered.</summary>
    [JsonIgnore]
    public virtual bool GoesFirst => false;

    /// <summary>Whether a message that stays out of reach is put aside for somebody to look at.</summary>
    [JsonIgnore]
    public virtual bool IsWorthKeeping => true;

    /// <summary>Whether the run's verbose view may tell more.</summary>
    [JsonIgnore]
    public virtual bool HasDetail => false;

    /// <summary>What must have been told at the same destination before: nobody hears of an end first.</summary>
    [JsonIgnore]
    public virtual IReadOnlyList<MessageKey> After => [];

    /// <summary>Whether it is told only to those who were told of <see cref="After"/>.</summary>
    [JsonIgnore]
    public virtual bool NeedsAfter => false;

    /// <summary>Of what happened, that whose owners are called.</summary>
    [JsonIgnore]
    public virtual IEnumerable<Concern> Calls => [];

    /// <summary>The card that tells it.</summary>
    public abstract Card Card(CardSetting setting);
}
