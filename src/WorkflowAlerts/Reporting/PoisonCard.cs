using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Reporting;

/// <summary>Tells of a message that could not be delivered to the end.</summary>
internal static class PoisonCard
{
    private const int Shown = 5;

    /// <param name="id">Under which the message is kept.</param>
    /// <param name="alerts">The alerts in it, or null where it cannot be read.</param>
    public static Card Of(string id, IReadOnlyList<Alert>? alerts) => new()
    {
        Tone = Tone.Bad,
        Title = CardText.Of($"Alerts could not be delivered"),
        Summary = CardText.Of($"Workflow Alerts could not deliver a queue message, and keeps it."),
        Lead = CardText.Of($"Whoever runs Workflow Alerts has to act."),
        Advice = alerts is null
            ? CardText.Of($"A message on the queue cannot be read: another program wrote it, or another version of this one. Compare the deployed versions.")
            : CardText.Of($"A queue message failed at every try. Look at the log for the reason, and at these runs in Amperity; their alerts may not have arrived everywhere."),
        Facts =
        [
            new Fact(CardText.Of($"Kept as"), CardText.Code(id)),
            .. (alerts ?? []).Take(Shown).Select(alert => new Fact(CardText.Of($"Run id"), CardText.Code($"{alert.RunId}"))),
            .. alerts?.Count > Shown ? new[] { new Fact(CardText.Of($"Further runs"), CardText.Of($"{alerts.Count - Shown}")) } : [],
        ],
    };
}
