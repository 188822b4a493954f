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

        Assert.Equal([(1, 10), (2, 20)], Poll(Bad(20), Bad(10)).Failed().Select(run => (run.Streak!.Count, Minute(run.EndedAt!.Value))));
        FailedRun third = Assert.Single(Poll(Bad(30)).Failed());

        Assert.Equal((3, Six.AddMinutes(10), Six), (third.Streak!.Count, third.Streak.Since, third.Streak.LastSuccess));
        Assert.Equal(["wf-20", "wf-10"], third.Streak.Earlier.Select(run => run.RunId));
    }

    [Fact]
    public void A_success_after_failures_is_told_once_to_those_who_heard_of_them()
    {
        Poll(Bad(10, Attribution.Platform));
        Poll(Bad(20));

        EndedIncident ended = Assert.Single(Poll(Good(30)).Ended());

        Assert.Equal(new MessageKey("socktown", "wf-30", Outcome.Succeeded, Six.AddMinutes(30)), ended.Key);
        Assert.Equal(["data-team", "platform-oncall"], ended.To.Order());
        Assert.Null(ended.FailedAgainAt);
        Recovery recovery = ended.For("data-team", wasHeld: false);
        Assert.Equal((2, Six.AddMinutes(10), Six.AddMinutes(30)), (recovery.Count, recovery.Since, recovery.WorkedAt));
        Assert.Equal(["wf-20", "wf-10"], recovery.Runs.Select(run => run.RunId));
        Assert.Equal(["wf-20"], recovery.Heard.Select(run => run.RunId));
        Assert.Equal(["wf-10"], ended.For("PLATFORM-ONCALL", wasHeld: false).After.Select(key => key.Id));
        Assert.Empty(Poll(Good(30)).Ended());
        Assert.Empty(Poll(Good(40)).Ended());
    }

    [Fact]
    public void A_failure_and_a_success_in_one_window_are_both_told()
    {
        WindowOfRuns window = Poll(Good(20), Bad(10));

        Assert.Equal((10, 20), (Minute(Assert.Single(window.Failed()).EndedAt!.Value), Minute(Assert.Single(window.Ended()).WorkedAt)));
    }

    [Fact]
    public void A_success_between_failures_of_one_window_says_when_it_failed_again()
    {
        WindowOfRuns window = Poll(Bad(10), Good(20), Bad(30));

        Assert.Equal([10, 30], window.Failed().Select(run => Minute(run.EndedAt!.Value)));
        Assert.Equal((20, 30), (Minute(Assert.Single(window.Ended()).WorkedAt), Minute(Assert.Single(window.Ended()).FailedAgainAt!.Value)));
    }

    [Fact]
    public void Whoever_heard_of_a_failure_hears_of_its_end_though_others_hear_that_it_failed_again()
    {
        Poll(Bad(10, Attribution.Platform));

        WindowOfRuns both = Poll(Good(20), Bad(30));
        WindowOfRuns end = Poll(Good(40));

        Assert.Equal(("platform-oncall", 30), (Assert.Single(Assert.Single(both.Ended()).To), Minute(Assert.Single(both.Ended()).FailedAgainAt!.Value)));
        Assert.Equal("data-team", Assert.Single(Assert.Single(end.Ended()).To));
        Assert.Equal(["wf-30"], Assert.Single(end.Ended()).Failures.Select(failure => failure.RunId));
    }

    [Fact]
    public void Of_two_ends_in_one_window_each_destination_hears_of_its_latest()
    {
        WindowOfRuns apart = Window([], Bad(10, Attribution.Platform), Good(20), Bad(30), Good(40));
        WindowOfRuns same = Window([], Bad(10), Good(20), Bad(30), Good(40));

        Assert.Equal(["20 platform-oncall 30", "40 data-team "], apart.Ended().Select(Told));
        Assert.Equal(["40 data-team "], same.Ended().Select(Told));
        Assert.Equal(["wf-30"], same.Ended()[0].For("data-team", wasHeld: false).Heard.Select(run => run.RunId));
    }

    [Fact]
    public void Who_heard_only_of_the_earliest_of_more_failures_than_are_kept_hears_of_the_end()
    {
        Poll(Bad(1, Attribution.Platform));
        for (int minute = 2; minute <= 121; minute += 40)
        {
            Poll([.. Enumerable.Range(minute, 40).Select(each => Bad(each))]);
        }

        EndedIncident ended = Assert.Single(Poll(Good(200)).Ended());

        Assert.Equal(["data-team", "platform-oncall"], ended.To.Order());
        Recovery earliest = ended.For("platform-oncall", wasHeld: false);
        Assert.Empty(earliest.After);
        Assert.False(earliest.NeedsAfter);
        Assert.Equal((100, true), (earliest.Count, earliest.HeardEarlier));
        Assert.Equal(10, ended.For("data-team", wasHeld: false).After.Count);
        Assert.Empty(Poll(Bad(210)).Ended());
        Assert.Equal(["data-team"], Assert.Single(Poll(Good(220)).Ended()).To);
    }

    [Fact]
    public void A_route_without_recoveries_hears_of_no_end_after_any_number_of_failures()
    {
        Poll([.. Enumerable.Range(1, 150).Select(minute => Bad(minute) with { Name = "Quiet one" })]);

        Assert.Empty(Poll(Good(200) with { Name = "Quiet one" }).Ended());
    }

    [Fact]
    public void The_same_id_that_ends_twice_is_two_failures()
    {
        WindowOfRuns window = Poll(Bad(10), Bad(50) with { Id = "wf-10" });

        Assert.Equal([(10, 1), (50, 2)], window.Failed().Select(run => (Minute(run.EndedAt!.Value), run.Streak!.Count)));
        Assert.Equal(2, window.Failed().Select(run => run.Key).Distinct().Count());
        Assert.Equal([Six.AddMinutes(50), Six.AddMinutes(10)], Assert.Single(Poll(Good(60)).Ended()).For("data-team", wasHeld: false).After.Select(key => key.At));
    }

    [Fact]
    public void Reading_a_window_again_changes_and_tells_nothing_new()
    {
        Poll(Bad(10), Good(20));

        WindowOfRuns again = Window(_known, Bad(10), Good(20));

        Assert.Empty(again.Changed);
        Assert.Empty(again.Ended());
    }

    [Fact]
    public void A_success_between_failures_that_becomes_visible_late_ends_those_before_it()
    {
        Poll(Bad(10), Bad(30));

        EndedIncident ended = Assert.Single(Poll(Good(20)).Ended());

        Assert.Equal(("wf-10", 30), (Assert.Single(ended.Failures).RunId, Minute(ended.FailedAgainAt!.Value)));
        Assert.Equal(2, Assert.Single(Poll(Bad(40)).Failed()).Streak!.Count);
    }

    [Fact]
    public void A_late_failure_says_that_the_workflow_has_worked_since()
    {
        Poll(Good(30));

        FailedRun late = Assert.Single(Poll(Bad(10)).Failed());

        Assert.Equal((0, Six.AddMinutes(30)), (late.Streak!.Count, late.Streak.LastSuccess));
    }

    [Fact]
    public void Canceled_runs_neither_open_nor_close_anything()
    {
        Poll(Bad(10));

        Assert.Null(Assert.Single(Poll(Bad(20) with { State = "canceled" }).Failed()).Streak);
        Assert.Equal(2, Assert.Single(Poll(Bad(30)).Failed()).Streak!.Count);
    }

    [Fact]
    public void A_route_may_do_without_recoveries()
    {
        Poll(Bad(10) with { Name = "Quiet one" });

        Assert.Empty(Poll(Good(20) with { Name = "Quiet one" }).Ended());
    }

    [Fact]
    public void Runs_without_type_and_name_are_told_and_belong_to_no_incident()
    {
        Assert.Single(Poll(Bad(10) with { Name = "", Type = "" }).Failed());

        Assert.Empty(_known);
    }

    private WindowOfRuns Poll(params WorkflowRun[] runs)
    {
        WindowOfRuns window = Window(_known, runs);
        _known = window.Now.ToDictionary(incident => incident.Workflow);
        return window;
    }

    private WindowOfRuns Window(Dictionary<WorkflowKey, Incident> known, params WorkflowRun[] runs)
    {
        WindowOfRuns window = new(known, new Router(Options.Create(_options)));
        Array.ForEach(runs, run => window.Add(Ending.Of(run)));
        return window;
    }

    private static string Told(EndedIncident ended) =>
        $"{Minute(ended.WorkedAt)} {string.Join(',', ended.To)} {(ended.FailedAgainAt is { } again ? Minute(again) : null)}";

    private static WorkflowRun Bad(int minute, Attribution attribution = Attribution.Customer) =>
        Good(minute) with { State = "failed", Errors = [new RunError("t", "m", attribution)] };

    private static WorkflowRun Good(int minute) => new()
    {
        Id = $"wf-{minute}", Tenant = "socktown", Type = "courier.group/run", Name = "Nightly couriers", State = "succeeded", EndedAt = Six.AddMinutes(minute),
    };

    private static int Minute(DateTimeOffset time) => (int)(time - Six).TotalMinutes;
}
