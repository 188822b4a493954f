using System.Text;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>A message that a destination would have got.</summary>
/// <param name="At">When, on simulated time.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Alerts">How many alerts it tells of.</param>
/// <param name="Alert">What it tells; for a message of the product on itself, what the ledger knows it by.</param>
/// <param name="Body">The payload.</param>
/// <param name="Chat">The kind of chat it is for.</param>
internal sealed record ReplayedMessage(DateTimeOffset At, string Destination, MessageKind Kind, int Alerts, Alert Alert, string Body, string Chat)
{
    /// <summary>The message in one line: what a notification shows.</summary>
    public string Headline { get; } = SimulatedChats.Headline(Chat, Body);

    public static ReplayedMessage Of(Sent sent, string chat) =>
        new(sent.Entry.At, sent.Destination, KindOf(sent.Alert), AlertsIn(sent.Alert), sent.Alert, Encoding.UTF8.GetString(sent.Body.Span), chat);

    private static MessageKind KindOf(Alert alert) => alert switch
    {
        { Tenant: OperationsMessages.Tenant } => alert.RunId.StartsWith("weekly-", StringComparison.Ordinal) ? MessageKind.Weekly : MessageKind.Report,
        { Digest.Reason: DigestReason.Storm } => MessageKind.Digest,
        { Digest.Reason: DigestReason.Cascade } => MessageKind.Consequences,
        { Digest: not null } => MessageKind.QuietHours,
        { Recovery.WasHeld: true } => MessageKind.HealedWhileHeld,
        { Recovery: not null } => MessageKind.Recovery,
        { Expectation: not null } => MessageKind.Late,
        _ => MessageKind.Alert,
    };

    private static int AlertsIn(Alert alert) => alert switch
    {
        { Tenant: OperationsMessages.Tenant } => 0,
        { Digest: { } digest } => digest.Groups.Sum(group => group.Count) + digest.Unlisted,
        { Recovery: not null, Outcome: Outcome.Succeeded } => 0,
        _ => 1 + (alert.Cascade?.Count ?? 0),
    };
}
