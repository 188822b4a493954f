namespace WorkflowAlerts.Rendering;

/// <summary>A labelled value.</summary>
/// <param name="Label">Our own word for it.</param>
/// <param name="Value">The value.</param>
/// <param name="IsCode">Whether people copy it, as they do an id.</param>
public sealed record Fact(string Label, Phrase Value, bool IsCode = false);
