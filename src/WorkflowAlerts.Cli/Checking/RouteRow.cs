using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Routing;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>A line of the routing in words.</summary>
/// <param name="Route">What the configuration calls it.</param>
/// <param name="When">What it is for.</param>
/// <param name="Who">Who is told.</param>
/// <param name="How">What else it does; each a sentence of its own.</param>
internal sealed record RouteRow(string Route, string When, string Who, IReadOnlyList<string> How)
{
    /// <summary>The routes in the order in which they are tried, then what is for the rest.</summary>
    public static IReadOnlyList<RouteRow> Of(WorkflowAlertsOptions options) =>
    [
        .. options.Routes.Select((route, i) => new RouteRow($"Routes:{i}", RouteCondition.WordsOf(route), route.Mute ? "nobody (Mute)" : Names(route.To, options), [.. Manners(route)])),
        new("DefaultTo", "what no route matches", Names(options.DefaultTo, options), []),
        new("Operations", "what Workflow Alerts reports on itself", Names(options.Operations.Count > 0 ? options.Operations : options.DefaultTo, options), []),
    ];

    private static IEnumerable<string> Manners(RouteOptions route)
    {
        if (route.Hold > TimeSpan.Zero)
        {
            yield return $"holds a first failure for {Printable.Exactly(route.Hold)}, in case a rerun works";
        }

        foreach (QuietOptions quiet in route.Quiet)
        {
            string except = quiet.Except.Count == 0 ? "" : $", but for {string.Join("; or for ", quiet.Except.Select(Words))}";
            yield return $"quiet {string.Join(", ", quiet.Days.Select(Printable.Of))} {quiet.From} to {quiet.To} {quiet.Zone}{except}";
        }

        if (route is { Recovered: false, Mute: false })
        {
            yield return "does not tell when it works again";
        }

        if (route.Late)
        {
            yield return "also tells of runs that are late or failing";
        }

        if (route.Continue)
        {
            yield return "goes on to the routes below";
        }
    }

    private static string Words(ExceptOptions except) =>
        RouteCondition.WordsOf(new RouteOptions { Attribution = except.Attribution, Outcome = except.Outcome, Type = except.Type, Name = except.Name, ErrorType = except.ErrorType });

    private static string Names(IEnumerable<string> names, WorkflowAlertsOptions options) =>
        string.Join(", ", names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => $"{name} ({options.Destinations[name].Kind})"));
}
