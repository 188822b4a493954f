namespace WorkflowAlerts.Cli.Replaying.Filing;

/// <summary>The last line of a saved history: without it the file was cut off.</summary>
/// <param name="Runs">How many lines of runs come before it.</param>
internal sealed record HistoryEnd(long? Runs);
