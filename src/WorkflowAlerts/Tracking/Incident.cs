using System.Collections.Immutable;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tracking;

/// <summary>
/// How one workflow stands: its last success, and the failures after it. It depends on the set of runs that were applied and not on their order or
/// number, so a run that is read again, or becomes visible late, changes nothing wrong.
/// </summary>
public sealed record Incident(WorkflowKey Workflow)
{
    /// <summary>The most failures that are kept; the oldest give way. A longer streak is told as "100 or more".</summary>
    public const int MostFailures = Streak.MostCounted;

    /// <summary>When the workflow last succeeded, as far as it is known.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>The failures after the last success, oldest first. Canceled runs are neither failure nor success.</summary>
    public ImmutableSortedSet<Failure> Failures { get; init; } = [];

    /// <summary>The destinations of failures that gave way: they hear of the end, too.</summary>
    public ImmutableSortedSet<string> Earlier { get; init; } = [];

    /// <summary>The store's ETag, by which a write in between is noticed; null where the workflow is not known there.</summary>
    public string? Version { get; init; }

    /// <summary>Whether the workflow is failing.</summary>
    public bool IsOpen => Failures.Count > 0;

    public Incident Failed(Failure failure)
    {
        bool isNew = !(failure.EndedAt <= LastSuccess) && !Failures.Contains(failure);
        if (!isNew)
        {
            return this;
        }

        ImmutableSortedSet<Failure> failures = Failures.Add(failure);
        return failures.Count <= MostFailures
            ? this with { Failures = failures }
            : this with { Failures = failures.Remove(failures.Min!), Earlier = Earlier.Union(failures.Min!.To) };
    }

    public Incident Succeeded(DateTimeOffset endedAt) => endedAt <= LastSuccess
        ? this
        : this with { LastSuccess = endedAt, Failures = [.. Failures.Where(failure => failure.EndedAt > endedAt)], Earlier = [] };

    /// <summary>What two instances know together.</summary>
    public Incident And(Incident other)
    {
        Incident both = other.LastSuccess is { } success ? Succeeded(success) : this;
        Incident all = other.Failures.Aggregate(both, (incident, failure) => incident.Failed(failure));
        return all.IsOpen && other.Earlier.Count > 0 ? all with { Earlier = all.Earlier.Union(other.Earlier) } : all;
    }

    /// <summary>The streak up to a failed run. Its count is zero where the workflow has succeeded since.</summary>
    public Streak Until(DateTimeOffset endedAt, string runId)
    {
        Failure self = new(endedAt, runId, []);
        int count = Failures.IndexOf(self);
        count = count < 0 ? ~count : count + 1;
        if (count == 0 && Failures.Count == MostFailures && !(endedAt <= LastSuccess))
        {
            // One of those that gave way: how many were before it is not known any more.
            return new Streak { Count = 1, Since = endedAt, LastSuccess = LastSuccess };
        }

        return new Streak
        {
            Count = count,
            Since = count == 0 ? endedAt : Failures[0].EndedAt,
            LastSuccess = LastSuccess,
            Earlier =
            [
                .. Enumerable.Range(1, Math.Min(count, Streak.MostEarlier + 1)).Select(back => Failures[count - back])
                    .Where(failure => failure.CompareTo(self) != 0).Take(Streak.MostEarlier)
                    .Select(failure => new EarlierRun(failure.RunId, failure.EndedAt)),
            ],
        };
    }
}
