using WorkflowAlerts.Deciding;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>An alert, and who heard of it.</summary>
/// <param name="Key">What makes it this alert, in whatever configuration.</param>
/// <param name="WorkflowType">The workflow's type.</param>
/// <param name="WorkflowName">The workflow's name.</param>
/// <param name="Attribution">Who has to act.</param>
/// <param name="To">The destinations that were told, by a message of its own or another's, in order of their names.</param>
/// <param name="Waiting">Those that had not been told at the end: it was held back, or kept over quiet hours.</param>
/// <param name="Muted">Whether a route told nobody, on purpose.</param>
internal sealed record ToldAlert(MessageKey Key, string WorkflowType, string WorkflowName, Attribution Attribution, IReadOnlyList<string> To, IReadOnlyList<string> Waiting, bool Muted);
