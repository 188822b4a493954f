namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What a destination does with a post.</summary>
internal enum Answer
{
    Accepted,

    /// <summary>410: for good.</summary>
    Refused,

    /// <summary>503 with <c>Retry-After</c>: not now.</summary>
    Unavailable,

    /// <summary>429 with <c>Retry-After</c>.</summary>
    TooMany,

    /// <summary>504 with <c>Retry-After</c>: the message arrived, and a gateway did not wait for the answer.</summary>
    Lost,
}
