using WorkflowAlerts.Runs;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Tracking;

/// <summary>What is kept of a run until its window is decided on: a run has a page of fields, and a success is only needed for when it was.</summary>
/// <param name="Workflow">Whose run.</param>
/// <param name="Outcome">How it ended; null: it did not.</param>
/// <param name="EndedAt">When.</param>
/// <param name="RunId">Amperity's id, shortened as a message's.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="Failed">What somebody has to be told, or null.</param>
internal readonly record struct Ending(
    WorkflowKey Workflow, Outcome? Outcome, DateTimeOffset? EndedAt, string RunId, DateTimeOffset? CreatedAt, FailedRun? Failed)
{
    public static Ending Of(WorkflowRun run)
    {
        FailedRun? failed = FailedRun.From(run);
        return new Ending(
            WorkflowKey.Of(run), run.Outcome, run.EndedAt, failed?.Id ?? BoundedText.ShortenIdentity(run.Id, BoundedText.IdLength), run.CreatedAt, failed);
    }

    /// <summary>Whether it matters to anybody: it has to be told, or says that its workflow works.</summary>
    public bool Counts => Failed is not null || (Outcome == Runs.Outcome.Succeeded && EndedAt is not null);
}
