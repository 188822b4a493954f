namespace WorkflowAlerts.Chats;

/// <summary>Something wrong in the settings.</summary>
/// <param name="Path">The setting, below the one that was looked at.</param>
/// <param name="Sentence">What is wrong and how to mend it, without any secret; the path goes before it.</param>
public readonly record struct Mistake(string Path, string Sentence);
