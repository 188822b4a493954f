using Microsoft.Extensions.Options;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Routing;

/// <summary>Finds the destinations of what happened: the first route that matches, those it continues to, or the default.</summary>
public sealed class Router(IOptions<WorkflowAlertsOptions> options)
{
    private readonly (RouteOptions Route, Pattern Pattern)[] _routes = [.. options.Value.Routes.Select(route => (route, route.ToPattern()))];
    private readonly IReadOnlyList<string> _defaultTo = options.Value.DefaultTo;

    /// <summary>Who is told of a run that ended.</summary>
    public RouteDecision Route(Concern ended)
    {
        List<RouteOptions> matched = [];
        foreach ((RouteOptions route, _) in _routes.Where(route => route.Pattern.Matches(ended)))
        {
            matched.Add(route);
            if (!route.Continue)
            {
                break;
            }
        }

        return matched.Count == 0 ? new RouteDecision(Distinct(_defaultTo), Muted: false) : Of(matched);
    }

    /// <summary>
    /// Who is told of a run that has not ended. It has no error to route by, so every route that asks for such runs and names its workflow counts.
    /// </summary>
    public RouteDecision RouteLate(WorkflowKey workflow) =>
        Of([.. _routes.Where(route => route.Route.Late && route.Pattern.Matches(workflow)).Select(route => route.Route)]);

    private static RouteDecision Of(IReadOnlyCollection<RouteOptions> matched)
    {
        Dictionary<string, RouteOptions> routes = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string destination, RouteOptions route) in matched.SelectMany(route => route.To.Select(destination => (destination, route))))
        {
            routes.TryAdd(destination, route);
        }

        string[] to = Distinct(matched.SelectMany(route => route.To));
        return new RouteDecision(to, Muted: to.Length == 0) { Routes = routes };
    }

    private static string[] Distinct(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
}
