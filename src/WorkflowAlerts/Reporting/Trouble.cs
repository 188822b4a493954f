using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Reporting;

/// <summary>One thing that is wrong: told once at the operations destinations, and once more when it is over. Kept in storage, so that a restart tells nothing again.</summary>
public sealed record Trouble
{
    /// <summary>A tenant may go without a successful poll for this long: what heals itself within it is told to nobody.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    public required TroubleKind Kind { get; init; }

    /// <summary>What it concerns: a tenant or a destination.</summary>
    public required string Subject { get; init; }

    /// <summary>Since when; for a tenant that cannot be read, the last successful poll.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Why, in words, as it was noted last. Foreign text in part, without secrets.</summary>
    public required string Reason { get; init; }

    /// <summary>How often it was noted: failed polls, refused messages.</summary>
    public int Count { get; init; } = 1;

    /// <summary>When it ended, or null while it goes on.</summary>
    public DateTimeOffset? OverAt { get; init; }

    /// <summary>Whether every operations destination was told that it began.</summary>
    public bool Told { get; init; }

    /// <summary>The store's ETag.</summary>
    public string Version { get; init; } = "";

    /// <summary>Whether somebody has to hear of it.</summary>
    public bool IsDue(DateTimeOffset now) => Kind != TroubleKind.NoPoll || (OverAt ?? now) - Since >= LongestSilence;
}
