namespace WorkflowAlerts.Rendering;

/// <summary>What a message says, before any platform's form.</summary>
public sealed record Card;
