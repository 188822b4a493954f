namespace WorkflowAlerts.Cli.Operating;

/// <summary>What was told of which run.</summary>
/// <param name="Since">From when on.</param>
/// <param name="Runs">The newest first.</param>
/// <param name="LeftOut">How many older ones there are.</param>
internal sealed record HistoryReport(DateTimeOffset Since, IReadOnlyList<HistoryRun> Runs, int LeftOut);
