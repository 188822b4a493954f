namespace WorkflowAlerts.Routing;

/// <summary>Who is told of an alert.</summary>
/// <param name="To">The destinations' names, each once, in the order the routes name them.</param>
/// <param name="Muted">Whether a muting route matched, so that nobody is told on purpose.</param>
public sealed record RouteDecision(IReadOnlyList<string> To, bool Muted);
