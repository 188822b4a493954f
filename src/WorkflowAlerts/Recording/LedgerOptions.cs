namespace WorkflowAlerts.Recording;

/// <summary>How long the ledger remembers.</summary>
public sealed class LedgerOptions
{
    /// <summary>
    /// How long rows are kept. Must be longer than any outage plus the overlap, else a run could be told twice. Default: 30 days. Range: 2 to 365 days.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);
}
