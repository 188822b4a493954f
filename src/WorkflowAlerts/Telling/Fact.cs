namespace WorkflowAlerts.Telling;

/// <summary>One row of a card: what it is, and its value.</summary>
public sealed record Fact(CardText Label, CardText Value);
