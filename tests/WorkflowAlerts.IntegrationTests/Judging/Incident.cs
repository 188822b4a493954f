namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Failures of one workflow in a row that a success ended.</summary>
/// <param name="Failures">The failures, oldest first.</param>
/// <param name="EndedBy">The successes that may be named as its end.</param>
/// <param name="SeenAt">The poll that sees it.</param>
/// <param name="Next">Failures that the same poll sees after it: the workflow fails again.</param>
internal sealed record Incident(IReadOnlyList<PastRun> Failures, IReadOnlyList<PastRun> EndedBy, DateTimeOffset SeenAt,
    IReadOnlyList<PastRun> Next)
{
    public (string Tenant, string Type, string Name) Workflow => Failures[0].Workflow;
}
