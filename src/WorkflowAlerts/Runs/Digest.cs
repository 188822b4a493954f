namespace WorkflowAlerts.Runs;

/// <summary>Many alerts in one message.</summary>
public sealed record Digest
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
    public int Card { get; init; } = 1;

    /// <summary>How many cards there are.</summary>
    public int Cards { get; init; } = 1;

    /// <summary>The groups on this card, the largest first.</summary>
    public IReadOnlyList<DigestGroup> Groups { get; init; } = [];

    /// <summary>How many runs are on no card, because the cards are full.</summary>
    public int Unlisted { get; init; }

    /// <summary>Whether no quiet hours keep it, because what it tells of is excepted from them.</summary>
    public bool ComesThrough { get; init; }

    /// <summary>What they follow from, or what silenced them: a workflow's name, the reason of a mute.</summary>
    public string Cause { get; init; } = "";
}
