using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Telling;

/// <summary>A failed run that another message names.</summary>
/// <param name="RunId">Amperity's id, shortened as a message's.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record EarlierRun(string RunId, DateTimeOffset EndedAt)
{
    /// <summary>Who had to act.</summary>
    public Attribution Attribution { get; init; }

    public string ErrorType { get; init => field = value ?? ""; } = "";
}
