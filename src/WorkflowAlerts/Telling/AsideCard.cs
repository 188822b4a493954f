namespace WorkflowAlerts.Telling;

/// <summary>Tells of messages that could not be delivered to the end and were put aside.</summary>
internal static class AsideCard
{
    /// <summary>The most runs, and the most unreadable messages, that are named.</summary>
    public const int Most = 8;

    public static Card Of(SelfReport report, CardSetting setting)
    {
        AsideMessage[] runs = [.. report.Aside.Where(aside => aside.Tenant is not null)];
        AsideMessage[] unreadable = [.. report.Aside.Where(aside => aside.Tenant is null)];
        return new Card
        {
            Tone = Tone.Bad,
            Title = CardText.Of($"Alerts could not be delivered"),
            Summary = CardText.Of($"Workflow Alerts could not deliver queue messages, and keeps them: {report.Count}."),
            Lead = CardText.Of($"Whoever runs Workflow Alerts has to act."),
            Advice = runs.Length > 0
                ? CardText.Of($"Look at these runs in Amperity; their alerts did not arrive everywhere. Fix what the reason says, then send them again with \"workflow-alerts poison retry\".")
                : CardText.Of($"Messages on the queue cannot be read: another program wrote them, or another version of this one. Compare the deployed versions; \"workflow-alerts poison show\" tells more."),
            Notes = setting.Notes,
            Facts =
            [
                .. runs.Take(Most).Select(run => new Fact(CardText.Of($"Run"), CardText.Of($"{run.Id} of {run.Tenant}: {run.Reason}"))),
                .. Further(CardText.Of($"Further runs"), runs.Length),
                .. unreadable.Take(Most).Select(message => new Fact(CardText.Of($"Unreadable"), CardText.Of($"{message.Id}: {message.Reason}"))),
                .. Further(CardText.Of($"Further messages"), unreadable.Length),
            ],
        };
    }

    private static Fact[] Further(CardText label, int count) => count > Most ? [new Fact(label, CardText.Of($"{count - Most}"))] : [];
}
