using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Fetching;

/// <summary>One page of <c>GET /workflow/runs</c>.</summary>
/// <param name="Runs">The runs that could be read.</param>
/// <param name="Malformed">What is wrong with each run that could not be read, as a sentence naming the run where it has an id.</param>
/// <param name="NextToken">Where the next page starts, or null on the last page (Amperity leaves it out or sends it empty).</param>
/// <param name="Total">The count of all matching runs; only when it was asked for.</param>
public sealed record RunPage(IReadOnlyList<WorkflowRun> Runs, IReadOnlyList<string> Malformed, string? NextToken, long? Total)
{
    /// <summary>The time at Amperity when it answered (the <c>Date</c> header, whole seconds), where it was sent.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
