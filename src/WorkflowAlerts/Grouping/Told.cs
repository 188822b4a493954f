using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Grouping;

/// <summary>An alert on its way to one destination.</summary>
internal sealed class Told(Alert alert, string destination, RouteOptions? route)
{
    public Alert Alert => alert;

    public string Destination => destination;

    public RouteOptions? Route => route;

    /// <summary>Whether a route holds it back for a while.</summary>
    public bool IsHeld => route is { Hold.Ticks: > 0 };

    /// <summary>The run or digest that tells of it, or null: it is told by itself.</summary>
    public string? FoldedInto { get; set; }
}
