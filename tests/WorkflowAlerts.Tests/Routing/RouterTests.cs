using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;
using CsCheck;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Routing;

public sealed class RouterTests
{
    private static readonly FailedRun Customer = ARun.FailedRun(ARun.Error());
    private static readonly FailedRun Platform = ARun.FailedRun(ARun.Error(Attribution.Platform));
    private static readonly FailedRun Nobody = ARun.FailedRun();
    private static readonly FailedRun Stopped = FailedRun.From(ARun.Failed(ARun.ManualStop()) with { State = "canceled" })!;

    [Fact]
    public void The_first_route_that_matches_wins()
    {
        RouteOptions[] routes = [new() { Attribution = Attribution.Platform, To = ["a"] }, new() { Attribution = Attribution.Customer, To = ["b"] }, new() { To = ["c"] }];

        Assert.Equal("a", To(Platform, routes));
        Assert.Equal("b", To(Customer, routes));
        Assert.Equal("c", To(Nobody, routes));
    }

    [Fact]
    public void Continue_tries_the_routes_below_as_well()
    {
        RouteOptions[] routes = [new() { To = ["a"], Continue = true }, new() { Attribution = Attribution.Platform, To = ["b"] }, new() { To = ["c"] }, new() { To = ["d"] }];

        Assert.Equal("a, b", To(Platform, routes));
        Assert.Equal("a, c", To(Customer, routes));
    }

    [Fact]
    public void Whatever_no_route_matches_goes_to_the_default()
    {
        Assert.Equal("default", To(Customer));
        Assert.Equal("default", To(Customer, new RouteOptions { Attribution = Attribution.Platform, To = ["a"] }));
    }

    [Fact]
    public void The_default_is_for_alerts_without_a_route_only() =>
        Assert.Equal("a", To(Platform, new RouteOptions { To = ["a"], Continue = true }));

    [Fact]
    public void A_destination_that_is_named_twice_is_told_once() =>
        Assert.Equal("a, b", To(Customer, new RouteOptions { To = ["a", "b", "A"], Continue = true }, new RouteOptions { To = ["B", "a"] }));

    [Fact]
    public void A_muting_route_tells_nobody_and_ends_the_search()
    {
        RouteDecision decision = Route(Stopped, new RouteOptions { ManualStop = true, Mute = true }, new RouteOptions { To = ["a"] });

        Assert.Empty(decision.To);
        Assert.True(decision.Muted);
    }

    [Fact]
    public void What_a_route_above_has_sent_is_not_muted_below()
    {
        RouteDecision decision = Route(Stopped, new RouteOptions { To = ["a"], Continue = true }, new RouteOptions { Mute = true });

        Assert.Equal(["a"], decision.To);
        Assert.False(decision.Muted);
    }

    [Fact]
    public void A_manual_stop_has_no_attribution_to_route_by()
    {
        Assert.Equal("default", To(Stopped, new RouteOptions { Attribution = Attribution.Customer, To = ["a"] }));
        Assert.Equal("a", To(Stopped, new RouteOptions { Attribution = Attribution.None, To = ["a"] }));
        Assert.Equal("a", To(Nobody, new RouteOptions { Attribution = Attribution.None, To = ["a"] }));
    }

    [Theory]
    [InlineData(true, "a", "default")]
    [InlineData(false, "default", "a")]
    [InlineData(null, "a", "a")]
    public void ManualStop_asks_for_stops_for_others_or_for_both(bool? manualStop, string stopped, string failed)
    {
        RouteOptions route = new() { ManualStop = manualStop, To = ["a"] };

        Assert.Equal((stopped, failed), (To(Stopped, route), To(Customer, route)));
    }

    [Fact]
    public void Every_condition_that_is_set_must_hold()
    {
        RouteOptions all = Conditions();
        Action<RouteOptions>[] spoil =
        [
            r => r.Attribution = Attribution.Platform, r => r.Outcome = Outcome.Canceled, r => r.ManualStop = true,
            r => r.Tenant = "other", r => r.Type = "other", r => r.Name = "other", r => r.ErrorType = "other",
        ];

        Assert.Equal("a", To(Customer, all));
        Assert.All(spoil, change =>
        {
            RouteOptions route = Conditions();
            change(route);
            Assert.Equal("default", To(Customer, route));
        });

        static RouteOptions Conditions() => new()
        {
            Attribution = Attribution.Customer, Outcome = Outcome.Failed, ManualStop = false,
            Tenant = "SockTown", Type = "courier.*", Name = "daily*", ErrorType = "amperity.*.stitch/?able", To = ["a"],
        };
    }

    [Theory]
    [InlineData("courier.*", "courier.group/run", true)]
    [InlineData("COURIER.*", "courier.group/run", true)]
    [InlineData("courier.group", "courier.group/run", false)]
    [InlineData("*/run", "courier.group/run", true)]
    [InlineData("courier?group/run", "courier.group/run", true)]
    [InlineData("courier.group?run", "courier.group/run", true)]
    [InlineData("courier.group/run?", "courier.group/run", false)]
    [InlineData("*.*", "campaign", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("a*", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "anything", true)]
    [InlineData(@"ops\*", @"ops\nightly", true)]
    [InlineData(@"ops\*", "ops*", false)]
    [InlineData(@"ops\", @"ops\", true)]
    [InlineData("[a]", "a", false)]
    public void A_star_is_any_text_and_a_question_mark_one_character_and_nothing_else_is_special(string glob, string name, bool matches) =>
        Assert.Equal(matches ? "a" : "default", To(Customer with { WorkflowName = name }, new RouteOptions { Name = glob, To = ["a"] }));

    [Fact]
    public void Globs_agree_with_the_same_pattern_as_a_regular_expression()
    {
        Gen<string> glob = Gen.OneOf('*', '?', 'a', 'B', '\\', '/', '.').Array[1, 6].Select(chars => new string(chars));
        Gen<string> text = Gen.OneOf('a', 'b', '\\', '/', '.', '\n').Array[0, 6].Select(chars => new string(chars));

        Gen.Select(glob, text).Sample((pattern, name) =>
            Regex.IsMatch(name, @"\A" + Regex.Escape(pattern).Replace(@"\*", ".*").Replace(@"\?", ".") + @"\z", RegexOptions.Singleline | RegexOptions.IgnoreCase)
            == (To(Customer with { WorkflowName = name }, new RouteOptions { Name = pattern, To = ["a"] }) == "a"), iter: 20_000);
    }

    private static string To(FailedRun alert, params RouteOptions[] routes) => string.Join(", ", Route(alert, routes).To);

    private static RouteDecision Route(FailedRun alert, params RouteOptions[] routes) =>
        new Router(Options.Create(new WorkflowAlertsOptions { Routes = [.. routes], DefaultTo = ["default"] })).Route(alert.Concern);
}
