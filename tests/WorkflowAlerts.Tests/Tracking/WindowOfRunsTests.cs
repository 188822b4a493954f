using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.Tests.Tracking;

public sealed class WindowOfRunsTests
{
    private static readonly DateTimeOffset Six = new(2026, 6, 19, 6, 0, 0, TimeSpan.Zero);

    private readonly WorkflowAlertsOptions _options = new()
    {
        Routes = [new RouteOptions { Attribution = Attribution.Platform, To = ["platform-oncall"] }, new RouteOptions { Name = "Quiet*", To = ["data-team"], Recovered = false }],
        DefaultTo = ["data-team"],
    };

    private Dictionary<WorkflowKey, Incident> _known = [];

    [Fact]
    public void Every_failure_carries_its_place_in_the_streak()
    {
        Poll(Good(0));

        Assert.Equal([(1, 10), (2, 20)], Poll(Bad(20), Bad(10)).Select(alert => (alert.Streak!.Count, Minute(alert))));
        FailedRun third = Assert.Single(Poll(Bad(30)));

        Assert.Equal((3, Six.AddMinutes(10), Six), (third.Streak!.Count, third.Streak.Since, third.Streak.LastSuccess));
        Assert.Equal(["wf-20", "wf-10"], third.Streak.Earlier.Select(run => run.RunId));
    }

    [Fact]
    public void A_success_after_failures_is_told_once_to_those_who_heard_of_them()
    {
        Poll(Bad(10, Attribution.Platform));
        Poll(Bad(20));

        FailedRun recovered = Assert.Single(Poll(Good(30)));

        Assert.Equal(Outcome.Succeeded, recovered.Outcome);
        Assert.Equal("wf-30", recovered.RunId);
        Assert.Equal(["data-team", "platform-oncall"], recovered.To!.Order());
        Assert.Equal((2, Six.AddMinutes(10)), (recovered.Recovery!.Count, recovered.Recovery.Since));
        Assert.Equal(["wf-20", "wf-10"], recovered.Recovery.Runs.Select(run => run.RunId));
        Assert.Empty(Poll(Good(30)));
        Assert.Empty(Poll(Good(40)));
    }

    [Fact]
    public void A_failure_and_a_success_in_one_window_are_both_told() =>
        Assert.Equal([Outcome.Failed, Outcome.Succeeded], Poll(Good(20), Bad(10)).Select(alert => alert.Outcome));

    [Fact]
    public void A_workflow_that_fails_anew_in_the_same_window_has_not_recovered() =>
        Assert.Equal([Outcome.Failed, Outcome.Failed], Poll(Bad(10), Good(20), Bad(30)).Select(alert => alert.Outcome));

    [Fact]
    public void Reading_a_window_again_changes_and_tells_nothing_new()
    {
        Poll(Bad(10), Good(20));
        Dictionary<WorkflowKey, Incident> known = _known;

        WindowOfRuns again = new("socktown", known, new Router(Options.Create(_options)));
        again.Add(Ending.Of(Bad(10)));
        again.Add(Ending.Of(Good(20)));

        Assert.Empty(again.Changed);
        Assert.DoesNotContain(again.Alerts(), alert => alert.Recovery is not null);
    }

    [Fact]
    public void A_success_between_failures_that_becomes_visible_late_tells_no_recovery()
    {
        Poll(Bad(10), Bad(30));

        Assert.Empty(Poll(Good(20)));
        Assert.Equal(2, Assert.Single(Poll(Bad(40))).Streak!.Count);
    }

    [Fact]
    public void A_late_failure_says_that_the_workflow_has_worked_since()
    {
        Poll(Good(30));

        FailedRun late = Assert.Single(Poll(Bad(10)));

        Assert.Equal((0, Six.AddMinutes(30)), (late.Streak!.Count, late.Streak.LastSuccess));
    }

    [Fact]
    public void Canceled_runs_neither_open_nor_close_anything()
    {
        Poll(Bad(10));

        Assert.Null(Assert.Single(Poll(Bad(20) with { State = "canceled" })).Streak);
        Assert.Equal(2, Assert.Single(Poll(Bad(30))).Streak!.Count);
    }

    [Fact]
    public void A_route_may_do_without_recoveries()
    {
        Poll(Bad(10) with { Name = "Quiet one" });

        Assert.Empty(Poll(Good(20) with { Name = "Quiet one" }));
    }

    [Fact]
    public void Runs_without_type_and_name_are_alerts_and_belong_to_no_incident()
    {
        Assert.Single(Poll(Bad(10) with { Name = "", Type = "" }));

        Assert.Empty(_known);
    }

    private FailedRun[] Poll(params WorkflowRun[] runs)
    {
        WindowOfRuns window = new("socktown", _known, new Router(Options.Create(_options)));
        Array.ForEach(runs, run => window.Add(Ending.Of(run)));
        _known = window.Now.ToDictionary(incident => incident.Workflow);
        return [.. window.Alerts()];
    }

    private static WorkflowRun Bad(int minute, Attribution attribution = Attribution.Customer) =>
        Good(minute) with { State = "failed", Errors = [new RunError("t", "m", attribution)] };

    private static WorkflowRun Good(int minute) => new()
    {
        Id = $"wf-{minute}", Tenant = "socktown", Type = "courier.group/run", Name = "Nightly couriers", State = "succeeded", EndedAt = Six.AddMinutes(minute),
    };

    private static int Minute(FailedRun alert) => (int)(alert.EndedAt!.Value - Six).TotalMinutes;
}
