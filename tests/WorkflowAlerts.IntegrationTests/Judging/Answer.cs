namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What a destination does with a post.</summary>
internal enum Answer
{
    Accepted,

    /// <summary>410: for good.</summary>
    Refused,

    /// <summary>503: not now.</summary>
    Unavailable,

    /// <summary>429 with <c>Retry-After: 45</c>.</summary>
    TooMany,

    /// <summary>The message arrived, and the answer got lost.</summary>
    Lost,
}
