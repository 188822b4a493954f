namespace WorkflowAlerts.Cli.Operating;

/// <summary>What became of damaged rows.</summary>
/// <param name="Removed">The ids of those that are gone now.</param>
internal sealed record DamageOutcome(IReadOnlyList<string> Removed);
