namespace WorkflowAlerts.Telling;

/// <summary>How often a workflow failed.</summary>
public sealed record WorkflowFailures(string Name, int Failures);
