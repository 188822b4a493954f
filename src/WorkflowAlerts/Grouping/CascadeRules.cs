using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Grouping;

/// <summary>Which failures possibly follow from which.</summary>
internal sealed class CascadeRules(CascadeOptions options)
{
    private readonly (Pattern From, Pattern[] To, TimeSpan Within)[] _rules =
    [
        .. options.Effective.Select(rule => (new Pattern { Type = rule.From }, rule.To.Select(type => new Pattern { Type = type }).ToArray(), rule.Within)),
    ];

    /// <summary>The longest time between a failure and those that follow from it.</summary>
    public TimeSpan Longest { get; } = options.Effective.Select(rule => rule.Within).DefaultIfEmpty().Max();

    public bool CanCause(WorkflowKey workflow) => _rules.Any(rule => rule.From.Matches(workflow));

    /// <summary>Whether a failure can follow from another one. A run that was stopped by hand follows from nothing.</summary>
    public bool CanFollow(FailedRun run) => IsFailure(run) && _rules.Any(rule => Follows(rule, run.Workflow));

    /// <summary>Whether a failure possibly follows from another one of the same tenant.</summary>
    public bool Follows(FailedRun run, WorkflowKey cause, DateTimeOffset? causeEnded) =>
        IsFailure(run) && causeEnded is { } began && run.EndedAt is { } ended
        && _rules.Any(rule => ended >= began && ended - began <= rule.Within && rule.From.Matches(cause) && Follows(rule, run.Workflow));

    private static bool IsFailure(FailedRun run) => run is { Outcome: Outcome.Failed, ManualStop: false, EndedAt: not null };

    private static bool Follows((Pattern From, Pattern[] To, TimeSpan Within) rule, WorkflowKey workflow) =>
        !rule.From.Matches(workflow) && rule.To.Any(to => to.Matches(workflow));
}
