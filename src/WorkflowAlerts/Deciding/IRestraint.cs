using WorkflowAlerts.Matching;
using WorkflowAlerts.Routing;

namespace WorkflowAlerts.Deciding;

/// <summary>One rule of what is not told yet.</summary>
internal interface IRestraint
{
    /// <summary>Whether what happened is not told yet, or null.</summary>
    /// <param name="concern">What happened.</param>
    /// <param name="route">The route by which the destination hears of it; null: the default.</param>
    /// <param name="now">When it would be told.</param>
    /// <param name="cancellationToken">Ends the wait for what has to be read.</param>
    ValueTask<Wait?> On(Concern concern, RouteOptions? route, DateTimeOffset now, CancellationToken cancellationToken);
}
