using WorkflowAlerts.Matching;
using WorkflowAlerts.Telling;
using CsCheck;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Checking;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Checking;

public sealed class RouteReachTests
{
    private static readonly string?[] s_globs = [null, "", "*", "a*", "ab", "?b", "*b", "a?", "A*b", "**"];
    private static readonly string[] s_texts = ["", "a", "ab", "b", "abb", "xb", "aab"];
    private static readonly string[] s_tenants = ["ab", "b"];

    private static readonly Gen<RouteOptions> s_route =
        from attribution in Gen.Enum<Attribution>().Nullable()
        from outcome in Gen.OneOf(Outcome.Failed, Outcome.Canceled).Nullable()
        from manualStop in Gen.Bool.Nullable()
        from globs in Gen.OneOf(s_globs).Array[4]
        from goesOn in Gen.Frequency((4, Gen.Const(false)), (1, Gen.Const(true)))
        select new RouteOptions
        {
            Attribution = attribution, Outcome = outcome, ManualStop = manualStop, Tenant = globs[0], Type = globs[1], Name = globs[2], ErrorType = globs[3], Continue = goesOn,
        };

    private static readonly Gen<FailedRun> s_alert =
        from attribution in Gen.Enum<Attribution>()
        from outcome in Gen.OneOf(Outcome.Failed, Outcome.Canceled)
        from manualStop in Gen.Bool
        from tenant in Gen.OneOf(s_tenants)
        from texts in Gen.OneOf(s_texts).Array[3]
        select new FailedRun
        {
            Tenant = tenant, Id = "r", Outcome = outcome, ManualStop = manualStop, Attribution = manualStop ? Attribution.None : attribution,
            WorkflowType = texts[0], WorkflowName = texts[1], ErrorType = texts[2],
        };

    [Fact]
    public void No_alert_ever_reaches_a_route_that_is_called_unreachable() => Gen.Select(s_route.Array[1, 6], s_alert.Array[40]).Sample(
        (routes, alerts) =>
        {
            WorkflowAlertsOptions options = With(routes);
            Router router = new(Options.Create(options));
            HashSet<RouteOptions> unreachable = [.. RouteReach.Unreachable(options).Select(route => routes[route.Index])];
            Assert.All(alerts, alert => Assert.Empty(router.Route(alert.Concern).Routes.Values.Intersect(unreachable)));
        },
        iter: 3000);

    [Fact]
    public void A_glob_that_includes_another_matches_all_that_it_matches() =>
        Gen.Select(Gen.OneOf('*', '?', 'a', 'B').Array[0, 5], Gen.OneOf('*', '?', 'a', 'b').Array[1, 5], Gen.OneOf('a', 'b', 'c').Array[0, 5]).Sample(
            (wide, narrow, text) => !RouteReach.Includes(new string(wide), new string(narrow)) || !Glob.Matches(new string(narrow), new string(text))
                || wide.Length == 0 || Glob.Matches(new string(wide), new string(text)),
            iter: 50_000);

    [Theory]
    [InlineData("courier.*", "courier.group/run", true)]
    [InlineData("*", null, true)]
    [InlineData(null, "x", true)]
    [InlineData("?*", "*", false)]
    [InlineData("*ab*", "x*AB", true)]
    [InlineData("a?", "a*", false)]
    [InlineData("courier.group/run", "courier.*", false)]
    public void What_one_glob_includes_is_known(string? wide, string? narrow, bool includes) => Assert.Equal(includes, RouteReach.Includes(wide, narrow));

    [Fact]
    public void A_route_below_one_that_asks_for_less_is_named_with_it() => Assert.Equal(
        "warning Routes:2: matches no run: Routes:1 takes all that it asks for; move it up, or remove it",
        Assert.Single(Warnings(new() { Attribution = Attribution.Customer }, new() { Type = "courier.*" }, new() { Type = "courier.group/*", Name = "Daily" })));

    [Fact]
    public void Routes_that_take_everything_together_are_all_named() => Assert.Equal(
        "warning Routes:3: matches no run: Routes:0, Routes:1, Routes:2 take all that it asks for; move it up, or remove it",
        Assert.Single(Warnings(new() { Attribution = Attribution.Customer }, new() { Attribution = Attribution.Platform }, new() { Attribution = Attribution.None }, new() { Name = "Daily" })));

    [Fact]
    public void A_manual_stop_has_no_attribution_and_other_attributions_are_no_stops() => Assert.Equal(
        [1, 3], RouteReach.Unreachable(With(new() { Attribution = Attribution.None }, new() { ManualStop = true }, new() { ManualStop = false }, new() { Attribution = Attribution.Customer })).Select(route => route.Index));

    [Fact]
    public void The_tenants_are_those_of_the_configuration() =>
        Assert.Equal([2], RouteReach.Unreachable(With(new() { Tenant = "ab" }, new() { Tenant = "b*" }, new() { Tenant = "*b" })).Select(route => route.Index));

    [Fact]
    public void What_goes_on_takes_nothing_and_what_asks_for_more_leaves_something() => Assert.Empty(Warnings(
        new() { Continue = true }, new() { Attribution = Attribution.Customer, Name = "x" }, new() { Attribution = Attribution.Customer }, new() { Outcome = Outcome.Failed }, new() { Type = "a*" }));

    [Fact]
    public void A_route_for_late_runs_is_left_with_them() =>
        Assert.EndsWith("only its Late does anything", Assert.Single(Warnings(new(), new() { Name = "Daily", Late = true })), StringComparison.Ordinal);

    private static IEnumerable<string> Warnings(params RouteOptions[] routes) => RouteReach.Check(With(routes)).Select(warning => warning.ToString());

    private static WorkflowAlertsOptions With(params RouteOptions[] routes)
    {
        for (int i = 0; i < routes.Length; i++)
        {
            routes[i].To = [$"d{i}"];
        }

        return new WorkflowAlertsOptions { Routes = [.. routes], DefaultTo = ["default"], Tenants = s_tenants.ToDictionary(tenant => tenant, _ => new TenantOptions()) };
    }
}
