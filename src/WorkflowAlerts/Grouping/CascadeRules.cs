using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Grouping;

/// <summary>Which failures follow from which.</summary>
internal sealed class CascadeRules(CascadeOptions options)
{
    private readonly CascadeRule[] _rules = [.. options.Effective];

    /// <summary>The longest time between a failure and those that follow from it.</summary>
    public TimeSpan Longest { get; } = options.Effective.Select(rule => rule.Within).DefaultIfEmpty().Max();

    public bool CanCause(Alert alert) => alert is { Outcome: Outcome.Failed, Digest: null, EndedAt: not null } && CanCause(alert.WorkflowType);

    public bool CanCause(string type) => _rules.Any(rule => Glob.Matches(rule.From, type));

    /// <summary>Whether a failure can follow from another one. A run that was stopped by hand, or that recovered, follows from nothing.</summary>
    public bool CanFollow(Alert alert) => alert is { Outcome: Outcome.Failed, ManualStop: false, EndedAt: not null } && _rules.Any(rule => Follows(rule, alert));

    /// <summary>Whether a failure follows from another one of the same tenant.</summary>
    public bool Follows(Alert alert, string causeType, DateTimeOffset? causeEnded) =>
        alert is { Outcome: Outcome.Failed, ManualStop: false, EndedAt: { } ended } && causeEnded is { } began
        && _rules.Any(rule => ended >= began && ended - began <= rule.Within && Glob.Matches(rule.From, causeType) && Follows(rule, alert));

    private static bool Follows(CascadeRule rule, Alert alert) =>
        !Glob.Matches(rule.From, alert.WorkflowType) && rule.To.Any(type => Glob.Matches(type, alert.WorkflowType));
}
