namespace WorkflowAlerts.Simulation;

/// <summary>One workflow of a made-up tenant, and when it runs.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="Every">How often it starts.</param>
/// <param name="Offset">When after midnight, UTC, it starts first.</param>
/// <param name="Took">How long it usually takes.</param>
/// <param name="After">The workflow that it works on the results of, by its place in the list; null: none.</param>
internal sealed record WorkflowPlan(string Type, string Name, TimeSpan Every, TimeSpan Offset, TimeSpan Took, int? After = null);
