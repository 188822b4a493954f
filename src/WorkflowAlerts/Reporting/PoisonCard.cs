using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Reporting;

/// <summary>Tells of messages that could not be delivered to the end.</summary>
internal static class PoisonCard
{
    private const int ShownRuns = 8;
    private const int ShortId = 12;

    public static Card Of(IReadOnlyList<PoisonedMessage> messages)
    {
        (PoisonedMessage Message, IReadOnlyList<Alert>? Alerts)[] read = [.. messages.Select(message => (message, message.Alerts()))];
        (Alert Alert, string Reason)[] alerts = [.. read.SelectMany(pair => pair.Alerts ?? [], (pair, alert) => (alert, pair.Message.Reason))];
        PoisonedMessage[] unreadable = [.. read.Where(pair => pair.Alerts is null).Select(pair => pair.Message)];
        return new Card
        {
            Tone = Tone.Bad,
            Title = CardText.Of($"Alerts could not be delivered"),
            Summary = CardText.Of($"Workflow Alerts could not deliver queue messages, and keeps them: {messages.Count}."),
            Lead = CardText.Of($"Whoever runs Workflow Alerts has to act."),
            Advice = alerts.Length > 0
                ? CardText.Of($"Look at these runs in Amperity; their alerts did not arrive everywhere. Mend what the reason says, then send them again with \"workflow-alerts poison retry\".")
                : CardText.Of($"Messages on the queue cannot be read: another program wrote them, or another version of this one. Compare the deployed versions; \"workflow-alerts poison show\" tells more."),
            Facts =
            [
                .. alerts.Take(ShownRuns).Select(pair => new Fact(CardText.Of($"Run"), CardText.Of($"{pair.Alert.RunId} of {pair.Alert.Tenant}: {pair.Reason}"))),
                .. alerts.Length > ShownRuns ? new[] { new Fact(CardText.Of($"Further runs"), CardText.Of($"{alerts.Length - ShownRuns}")) } : [],
                .. unreadable.Take(ShownRuns).Select(message => new Fact(CardText.Of($"Unreadable"), CardText.Of($"{message.Id[..ShortId]}: {message.Reason}"))),
                .. unreadable.Length > ShownRuns ? new[] { new Fact(CardText.Of($"Further messages"), CardText.Of($"{unreadable.Length - ShownRuns}")) } : [],
            ],
        };
    }
}
