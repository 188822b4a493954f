using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What a card is to its reader.</summary>
internal enum CardKind
{
    /// <summary>A run failed, was canceled or stopped.</summary>
    Failure,

    /// <summary>A workflow works again.</summary>
    Recovery,

    /// <summary>A workflow failed and recovered, and nobody was told before.</summary>
    Healed,

    /// <summary>Many runs in one card.</summary>
    Digest,

    /// <summary>A run is later than usual.</summary>
    Late,

    /// <summary>The product speaks of itself.</summary>
    Report,
}

/// <summary>A card as a person reads it.</summary>
internal sealed record ShownCard(CardKind Kind, string Headline, bool IsRed, string Text)
{
    /// <summary>Of whose workflow it speaks; for a report, of what.</summary>
    public string Tenant { get; init; } = "";

    public string Name { get; init; } = "";

    public string RunId { get; init; } = "";

    /// <summary>When the run ended, to the second.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The run that worked.</summary>
    public string GoodRun { get; init; } = "";

    /// <summary>The failed runs that a recovery names.</summary>
    public IReadOnlyList<string> FailedRuns { get; init; } = [];

    /// <summary>Failures of the same workflow that a failure's card names.</summary>
    public IReadOnlyList<string> FailedBefore { get; init; } = [];

    /// <summary>How many others it says failed after it; 0 where it says nothing.</summary>
    public int Following { get; init; }

    /// <summary>Their names, and that there are others.</summary>
    public string FollowingNames { get; init; } = "";

    /// <summary>The lines of a digest.</summary>
    public IReadOnlyList<DigestLine> Lines { get; init; } = [];

    /// <summary>How many runs a digest says it tells of, all its cards together.</summary>
    public int Count { get; init; }

    /// <summary>How many of them are on none of its cards.</summary>
    public int Unlisted { get; init; }

    /// <summary>Which of how many cards it is.</summary>
    public (int Card, int Cards) Series { get; init; } = (1, 1);

    /// <summary>Whether it says that it may be a repeat.</summary>
    public bool IsLabelled => Text.Contains("Possible repeat", StringComparison.Ordinal);
}

/// <summary>A line of a digest: runs of one workflow.</summary>
/// <param name="Name">The workflow.</param>
/// <param name="Outcome"><c>failed</c>, <c>canceled</c>, <c>succeeded</c> or <c>late</c>.</param>
/// <param name="Count">How many runs.</param>
/// <param name="Ids">Those that are named.</param>
/// <param name="Text">As it stands there.</param>
internal sealed record DigestLine(string Name, string Outcome, int Count, IReadOnlyList<string> Ids, string Text);
