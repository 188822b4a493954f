namespace WorkflowAlerts.Routing;

/// <summary>Who is told of what happened.</summary>
/// <param name="To">The destinations' names, each once, in the order the routes name them.</param>
/// <param name="Muted">Whether a muting route matched, so that nobody is told on purpose.</param>
public sealed record RouteDecision(IReadOnlyList<string> To, bool Muted)
{
    /// <summary>The route that named a destination first; the destinations of the default have none.</summary>
    public IReadOnlyDictionary<string, RouteOptions> Routes { get; init; } = new Dictionary<string, RouteOptions>();
}
