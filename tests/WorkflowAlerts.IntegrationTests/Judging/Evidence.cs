namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What came of a trial, as plain data.</summary>
internal sealed record Evidence
{
    /// <summary>Every message that was posted, in order.</summary>
    public required IReadOnlyList<Post> Posts { get; init; }

    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    /// <summary>Whether <c>status</c> said that all is well, after each tick that had posted anything, and at the end.</summary>
    public required IReadOnlyList<(DateTimeOffset At, int Posts, bool IsGood)> Status { get; init; }

    /// <summary>How many messages are on the poison queue or were kept from it.</summary>
    public required int Poisoned { get; init; }

    /// <summary>What the product threw or logged as an error.</summary>
    public required IReadOnlyList<string> Errors { get; init; }

    /// <summary>What a replay of the same history tells; null where it was not asked.</summary>
    public IReadOnlyList<ReplayedLine>? Replayed { get; init; }
}

/// <summary>A message in a replay.</summary>
internal sealed record ReplayedLine(DateTimeOffset At, string Channel, string Headline);
