namespace WorkflowAlerts.Runs;

/// <summary>What makes an alert the same alert: the tenant, the run and how it ended. The end time says in which day's partition it is remembered.</summary>
/// <param name="Tenant">The tenant as it is named in the configuration.</param>
/// <param name="RunId">Amperity's run id. Foreign text.</param>
/// <param name="Outcome">How the run ended.</param>
/// <param name="At">When the run ended, or started where Amperity sent no end.</param>
public readonly record struct AlertKey(string Tenant, string RunId, Outcome Outcome, DateTimeOffset At);
