namespace WorkflowAlerts.Fetching;

/// <summary>
/// What to ask <c>GET /workflow/runs</c> for: every query parameter of API version 2024-04-01. Unset ones are not sent;
/// the "defaults" in Amperity's published description are examples and would filter silently. Times are sent in whole milliseconds, rounded down.
/// </summary>
public sealed record RunFilter
{
    /// <summary>Runs created at or after this time.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Runs created before this time.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Runs that ended at or after this time.</summary>
    public DateTimeOffset? EndedFrom { get; init; }

    /// <summary>Runs that ended before this time.</summary>
    public DateTimeOffset? EndedTo { get; init; }

    /// <summary>Runs in this state.</summary>
    public string? State { get; init; }

    /// <summary>Runs of this workflow type.</summary>
    public string? Type { get; init; }

    /// <summary>Runs a page, at most. Amperity documents neither a default nor a maximum.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on from: the <c>next_token</c> of an earlier page.</summary>
    public string? NextToken { get; init; }

    /// <summary>Whether to count all matching runs. Expensive with many pages, says Amperity, so unset by default.</summary>
    public bool? WithTotal { get; init; }
}
