using Microsoft.Extensions.Options;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Routing;

/// <summary>Finds the destinations of an alert: the first route that matches, those it continues to, or the default.</summary>
public sealed class Router(IOptions<WorkflowAlertsOptions> options)
{
    private readonly IReadOnlyList<RouteOptions> _routes = options.Value.Routes;
    private readonly IReadOnlyList<string> _defaultTo = options.Value.DefaultTo;

    /// <summary>The destinations of an alert: those that were decided when it was made, else those its routes name.</summary>
    public RouteDecision Route(Alert alert)
    {
        RouteDecision decision = alert.Expectation is null ? ByRoutes(alert) : ByLateRoutes(alert);
        return alert.To is { } decided ? new RouteDecision(Distinct(decided), Muted: false) { Routes = decision.Routes } : decision;
    }

    // A run that has not ended has no error to route by, so every route that asks for such runs and names its workflow counts.
    private RouteDecision ByLateRoutes(Alert alert) => Of([.. _routes.Where(route => route.Late && MatchesWorkflow(route, alert))]);

    private RouteDecision ByRoutes(Alert alert)
    {
        List<RouteOptions> matched = [];
        foreach (RouteOptions route in _routes.Where(route => Matches(route, alert)))
        {
            matched.Add(route);
            if (!route.Continue)
            {
                break;
            }
        }

        return matched.Count == 0 ? new RouteDecision(Distinct(_defaultTo), Muted: false) : Of(matched);
    }

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

    private static bool Matches(RouteOptions route, Alert alert) =>
        (route.Attribution is null || route.Attribution == alert.Attribution)
        && (route.Outcome is null || route.Outcome == alert.Outcome)
        && (route.ManualStop is null || route.ManualStop == alert.ManualStop)
        && MatchesWorkflow(route, alert)
        && Matches(route.ErrorType, alert.ErrorType);

    private static bool MatchesWorkflow(RouteOptions route, Alert alert) =>
        Matches(route.Tenant, alert.Tenant) && Matches(route.Type, alert.WorkflowType) && Matches(route.Name, alert.WorkflowName);

    private static bool Matches(string? glob, string text) => string.IsNullOrEmpty(glob) || Glob.Matches(glob, text);

    private static string[] Distinct(IEnumerable<string> names) => [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
}
