namespace WorkflowAlerts.Telling;

/// <summary>The message that shows a destination to work before the first night it is needed.</summary>
public static class TestCard
{
    /// <param name="destination">The destination's name in the configuration.</param>
    public static Card Of(string destination) => new()
    {
        Tone = Tone.Good,
        Title = CardText.Of($"Workflow Alerts test message"),
        Subject = CardText.Of($"{destination}"),
        Lead = CardText.Of($"Nobody has to act: nothing has failed."),
        Advice = CardText.Of($"Alerts for this destination will arrive here."),
        Summary = CardText.Of($"Workflow Alerts test message for {destination}: nothing has failed."),
    };
}
