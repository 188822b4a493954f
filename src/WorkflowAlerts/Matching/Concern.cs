using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Matching;

/// <summary>What a pattern can ask of something that happened to a workflow. Foreign text, bounded.</summary>
/// <param name="Workflow">Tenant, type and name.</param>
/// <param name="Outcome">How the run ended; or, for one that has not, what is unusual about it.</param>
/// <param name="Attribution">Who has to act. A manual stop is nobody's.</param>
/// <param name="ManualStop">Whether somebody stopped the run by hand.</param>
/// <param name="ErrorType">The error's type; empty where there is none.</param>
/// <param name="Email">The address of the person who started the run; null where it is not known.</param>
public sealed record Concern(
    WorkflowKey Workflow, Outcome Outcome, Attribution Attribution = Attribution.None, bool ManualStop = false, string ErrorType = "", string? Email = null);
