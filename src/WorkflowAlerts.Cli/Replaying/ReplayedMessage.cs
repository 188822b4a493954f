using WorkflowAlerts.Telling;
using WorkflowAlerts.Sending;
using System.Text;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Replaying;

/// <summary>A message that a destination would have got.</summary>
/// <param name="At">When, on simulated time.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Alerts">How many alerts it tells of.</param>
/// <param name="Message">What it tells.</param>
/// <param name="Body">The payload.</param>
/// <param name="Chat">The kind of chat it is for.</param>
internal sealed record ReplayedMessage(DateTimeOffset At, string Destination, MessageKind Kind, int Alerts, Message Message, string Body, string Chat)
{
    /// <summary>The message in one line: what a notification shows.</summary>
    public string Headline { get; } = SimulatedChats.Headline(Chat, Body);

    public static ReplayedMessage Of(Sent sent, string chat) =>
        new(sent.Entry.At, sent.Destination, KindOf(sent.Message), AlertsIn(sent.Message), sent.Message, Encoding.UTF8.GetString(sent.Body.Span), chat);

    private static MessageKind KindOf(Message message) => message switch
    {
        WeeklyReport => MessageKind.Weekly,
        SelfReport => MessageKind.Report,
        Digest { Reason: DigestReason.Storm } => MessageKind.Digest,
        Digest { Reason: DigestReason.Cascade } => MessageKind.Consequences,
        Digest => MessageKind.QuietHours,
        Recovery { WasHeld: true } => MessageKind.HealedWhileHeld,
        Recovery => MessageKind.Recovery,
        LateRun => MessageKind.Late,
        _ => MessageKind.Alert,
    };

    // A digest of several cards counts on each what is on it.
    private static int AlertsIn(Message message) => message.Groups.Where(group => group.Outcome != Outcome.Succeeded).Sum(group => group.Count) + message.UnlistedRuns;
}
