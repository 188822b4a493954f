namespace WorkflowAlerts.Chats;

/// <summary>How fast a chat takes messages.</summary>
/// <param name="Burst">How many may go at once.</param>
/// <param name="Interval">How soon one more is earned.</param>
public readonly record struct Pacing(int Burst, TimeSpan Interval);
