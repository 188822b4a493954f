using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tracking;

/// <summary>A failed run, as an incident remembers it.</summary>
/// <param name="EndedAt">When it ended.</param>
/// <param name="RunId">Amperity's id, shortened as a message's.</param>
/// <param name="To">The destinations that hear of its end when the workflow works again.</param>
public sealed record Failure(DateTimeOffset EndedAt, string RunId, IReadOnlyList<string> To) : IComparable<Failure>
{
    /// <summary>Who had to act. With the error type, it says which quiet hours would let the end through.</summary>
    public Attribution Attribution { get; init; }

    public string ErrorType { get; init => field = value ?? ""; } = "";

    public MessageKey Key(string tenant) => new(tenant, RunId, Outcome.Failed, EndedAt);

    public int CompareTo(Failure? other) => other is null ? 1
        : EndedAt != other.EndedAt ? EndedAt.CompareTo(other.EndedAt)
        : string.CompareOrdinal(RunId, other.RunId);
}
