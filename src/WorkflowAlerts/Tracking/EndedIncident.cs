using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tracking;

/// <summary>Failures of a workflow in a row that a success ended.</summary>
/// <param name="Workflow">Whose.</param>
/// <param name="RunId">The good run.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="WorkedAt">When it ended.</param>
/// <param name="Failures">The failures, oldest first; at least one.</param>
/// <param name="To">Who hears of the end: the destinations of the failures, unless a later incident of the same window has ended for them.</param>
internal sealed record EndedIncident(
    WorkflowKey Workflow, string RunId, DateTimeOffset? StartedAt, DateTimeOffset WorkedAt, IReadOnlyList<Failure> Failures, IReadOnlyList<string> To)
{
    /// <summary>Those of the destinations that were to hear of failures that are not kept any more.</summary>
    public IReadOnlyList<string> Earlier { get; init; } = [];

    /// <summary>When the workflow failed again, where it did.</summary>
    public DateTimeOffset? FailedAgainAt { get; init; }

    public MessageKey Key => new(Workflow.Tenant, RunId, Outcome.Succeeded, WorkedAt);

    /// <summary>What one of the destinations is told.</summary>
    /// <param name="destination">Which.</param>
    /// <param name="wasHeld">Whether it was told of none of the failures, because a route held them back.</param>
    public Recovery For(string destination, bool wasHeld)
    {
        EarlierRun[] heard = [.. HeardBy(destination).Reverse().Select(Named)];
        return new Recovery
        {
            Tenant = Workflow.Tenant,
            Id = RunId,
            To = [destination],
            WorkflowType = Workflow.Type,
            WorkflowName = Workflow.Name,
            Count = Failures.Count,
            Since = Failures[0].EndedAt,
            StartedAt = StartedAt,
            WorkedAt = WorkedAt,
            FailedAgainAt = FailedAgainAt,
            WasHeld = wasHeld,
            Runs = [.. Failures.Reverse().Take(Recovery.MostRuns).Select(failure => Named(failure) with { Attribution = Attribution.None, ErrorType = "" })],
            Heard = [.. heard.Take(Recovery.MostRuns)],
            HeardEarlier = heard.Length > Recovery.MostRuns || Earlier.Contains(destination, StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>The failures that a destination was to hear of, oldest first.</summary>
    public IEnumerable<Failure> HeardBy(string destination) => Failures.Where(failure => failure.To.Contains(destination, StringComparer.OrdinalIgnoreCase));

    private static EarlierRun Named(Failure failure) =>
        new(failure.RunId, failure.EndedAt) { Attribution = failure.Attribution, ErrorType = BoundedText.Shorten(failure.ErrorType, BoundedText.ListedLength) };
}
