using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tracking;

/// <summary>What is kept of a run until its window is planned: a run has a page of fields, and a success is only needed for when it was.</summary>
/// <param name="Workflow">Whose run.</param>
/// <param name="Outcome">How it ended; null: it did not.</param>
/// <param name="EndedAt">When.</param>
/// <param name="RunId">Amperity's id, shortened as an alert's.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="Alert">What somebody has to be told, or null.</param>
internal readonly record struct Ending(WorkflowKey Workflow, Outcome? Outcome, DateTimeOffset? EndedAt, string RunId, DateTimeOffset? CreatedAt, Alert? Alert)
{
    public static Ending Of(WorkflowRun run)
    {
        Alert? alert = Alert.From(run);
        return new Ending(WorkflowKey.Of(run), run.Outcome, run.EndedAt, alert?.RunId ?? BoundedText.ShortenIdentity(run.Id, Alert.IdLength), run.CreatedAt, alert);
    }

    /// <summary>Whether it matters to anybody: it calls for an alert, or says that its workflow works.</summary>
    public bool Counts => Alert is not null || (Outcome == Runs.Outcome.Succeeded && EndedAt is not null);
}
