namespace WorkflowAlerts.Cli.Operating;

/// <summary>A kept message as a person looks at it. Foreign text in it is fit for a terminal.</summary>
/// <param name="Id">What names it in the other commands; a beginning of it, from six characters on, is enough.</param>
/// <param name="KeptAt">Since when it is kept.</param>
/// <param name="Reason">Why it failed.</param>
/// <param name="Alerts">The alerts in it; null when it cannot be read.</param>
/// <param name="Body">What is in it when it cannot be read, else null.</param>
internal sealed record PoisonView(string Id, DateTimeOffset KeptAt, string Reason, IReadOnlyList<HistoryRun>? Alerts, string? Body);
