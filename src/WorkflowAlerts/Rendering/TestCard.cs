namespace WorkflowAlerts.Rendering;

/// <summary>The message that shows whether a destination works.</summary>
public static class TestCard
{
    public static Card Of(string destination) => new()
    {
        Headline = [Phrase.Own("Test message of Workflow Alerts to "), Phrase.Foreign(destination, 100, "this destination")],
        Tone = Tone.Good,
        Advice = ["Nothing has failed, and nobody has to act. Alerts for failed and canceled Amperity workflows will arrive here."],
    };
}
