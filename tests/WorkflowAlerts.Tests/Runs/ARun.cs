using WorkflowAlerts.Telling;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Runs;

/// <summary>An ordinary failed run, for tests to vary.</summary>
internal static class ARun
{
    public static readonly DateTimeOffset EndedAt = new(2026, 11, 23, 10, 15, 30, TimeSpan.Zero);

    public static WorkflowRun Failed(params RunError[] errors) => new()
    {
        Id = "wf-20261123-12345-MNabc",
        Tenant = "socktown",
        Type = "courier.group/run",
        Name = "Daily customer 360",
        State = "failed",
        CreatedAt = EndedAt - TimeSpan.FromMinutes(15),
        EndedAt = EndedAt,
        Errors = errors,
    };

    public static RunError Error(Attribution attribution = Attribution.Customer, string message = "column missing", string type = "amperity.workflow.task.stitch/table") =>
        new(type, message, attribution);

    public static RunError ManualStop(Attribution attribution = Attribution.Customer) =>
        new("amperity.workflow.workflow.repository.core/cancel", "Workflow manually stopped", attribution);

    public static FailedRun FailedRun(params RunError[] errors) => WorkflowAlerts.Telling.FailedRun.From(Failed(errors))!;
}
