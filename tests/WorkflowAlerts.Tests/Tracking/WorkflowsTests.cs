using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Tracking;

public sealed class WorkflowsTests
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly Router _router = new(Options.Create(new WorkflowAlertsOptions { DefaultTo = ["data-team"] }));
    private readonly Workflows _standing = new(new Dictionary<WorkflowKey, Incident>());

    [Fact]
    public void A_success_is_written_before_it_leaves_what_is_read_again_and_then_with_all_others()
    {
        Assert.Empty(Take(Six.AddMinutes(-5), Run("a", 0), Run("b", 4)));
        Assert.Empty(Take(Six.AddMinutes(-1), Run("c", 5)));

        Assert.Equal(["a", "b", "c"], Take(Six.AddMinutes(1)).Order());
        Assert.Empty(Take(Six.AddMinutes(2)));
    }

    [Fact]
    public void Whatever_opens_or_ends_an_incident_is_written_at_once()
    {
        Assert.Equal(["a"], Take(Six.AddMinutes(-5), Run("a", 0, "failed"), Run("b", 0)));
        Assert.Equal(["a"], Take(Six.AddMinutes(-5), Run("a", 1)));
        Assert.Empty(Take(Six.AddMinutes(-5), Run("a", 2)));
    }

    [Fact]
    public void A_failure_and_its_end_in_one_window_are_written() => Assert.Equal(["a"], Take(Six.AddMinutes(-5), Run("a", 0, "failed"), Run("a", 1)));

    [Fact]
    public void A_late_failure_has_its_workflows_success_written()
    {
        Assert.Empty(Take(Six.AddMinutes(-5), Run("a", 3)));

        Assert.Equal(["a"], Take(Six.AddMinutes(-5), Run("a", 1, "failed")));
    }

    private string[] Take(DateTimeOffset readAgain, params WorkflowRun[] runs)
    {
        WindowOfRuns window = new(_standing.Incidents, _router);
        Array.ForEach(runs, run => window.Add(Ending.Of(run)));
        return [.. _standing.Take(window, readAgain).Select(incident => incident.Workflow.Name)];
    }

    private static WorkflowRun Run(string name, int minute, string state = "succeeded") => new()
    {
        Id = $"wf-{name}-{minute}", Tenant = "socktown", Type = "courier.group/run", Name = name, State = state, EndedAt = Six.AddMinutes(minute),
    };
}
