using WorkflowAlerts.Telling;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Detailing;

public sealed class RunDetailTests
{
    [Fact]
    public void The_task_that_failed_first_is_the_one_to_look_at()
    {
        RunDetail detail = RunDetail.From(ARun.Failed() with
        {
            TaskInstances = [Task("Loading", "succeeded", 1), Task("Publishing", "failed", 9, "no input"), Task("Stitching", "Failed", 5, "column missing"), Task("Waiting", "canceled", 9)],
        })!;

        Assert.Equal(("Stitching", "column missing", 2, 4), (detail.FailedTask, detail.Error, detail.FailedTasks, detail.Tasks));
        Assert.False(detail.ConfigurationChanged);
    }

    [Fact]
    public void A_task_without_a_label_is_named_by_its_type_or_id()
    {
        Assert.Equal("spark", RunDetail.From(ARun.Failed() with { TaskInstances = [Task(null, "failed", 1) with { TaskDefinitionType = "spark" }] })!.FailedTask);
        Assert.Equal("wft-1", RunDetail.From(ARun.Failed() with { TaskInstances = [Task("", "failed", 1)] })!.FailedTask);
    }

    [Theory]
    [InlineData("etv-1", "etv-2", true)]
    [InlineData("etv-1", "etv-1", false)]
    [InlineData("etv-1", null, false)]
    [InlineData(null, "etv-1", false)]
    [InlineData("", "etv-1", false)]
    public void The_configuration_changed_where_both_versions_are_known_and_differ(string? launched, string? current, bool changed) =>
        Assert.Equal(changed, RunDetail.From(ARun.Failed() with { LaunchedVersion = launched, CurrentVersion = current }) is { ConfigurationChanged: true });

    [Fact]
    public void A_view_that_tells_nothing_more_is_none() => Assert.Null(RunDetail.From(ARun.Failed(ARun.Error()) with { TaskInstances = [Task("Loading", "succeeded", 1)] }));

    [Fact]
    public void Texts_are_bounded()
    {
        RunDetail detail = RunDetail.From(ARun.Failed() with { TaskInstances = [Task(new string('x', 5000), "failed", 1, new string('y', 100_000))] })!;

        Assert.InRange(detail.FailedTask.Length, 100, 200);
        Assert.InRange(detail.Error.Length, 1000, 2000);
    }

    private static TaskInstance Task(string? label, string state, int ended, string? error = null) => new()
    {
        Id = "wft-1", Label = label, State = state, EndedAt = ARun.EndedAt.AddMinutes(ended), Errors = error is null ? [] : [new RunError("t", error, Attribution.Customer)],
    };
}
