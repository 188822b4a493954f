namespace WorkflowAlerts.Runs;

/// <summary>A run of the same workflow that failed before.</summary>
/// <param name="RunId">Amperity's id, shortened as an alert's.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record EarlierRun(string RunId, DateTimeOffset EndedAt);
