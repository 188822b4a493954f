namespace WorkflowAlerts.Cli.Operating;

/// <summary>What was done with kept messages.</summary>
/// <param name="Done">"retried" or "dropped".</param>
/// <param name="Ids">Which.</param>
internal sealed record PoisonOutcome(string Done, IReadOnlyList<string> Ids);
