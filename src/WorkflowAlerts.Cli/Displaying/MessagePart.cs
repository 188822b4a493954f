using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>A part of a message as it may stand in a terminal: whatever somebody wrote into it, it cannot steer one.</summary>
internal sealed record MessagePart
{
    /// <param name="kind">What it is to its reader.</param>
    /// <param name="text">Its text; lines end with \n.</param>
    /// <param name="label">The label of a fact or a link.</param>
    public MessagePart(PartKind kind, string text, string label = "") => (Kind, Text, Label) = (kind, Clean(text), Clean(label));

    public PartKind Kind { get; }

    public string Text { get; }

    public string Label { get; }

    /// <summary>Text without what a terminal would obey: control and direction characters become visible. Lines stay.</summary>
    public static string Clean(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => Printable.Of(WithoutInvisible(line))));

    // Messages have zero-width characters of their own, which keep Slack and Teams from making links and mentions, and joiners, which few terminals
    // know. Nobody sees them in a channel, so nobody should see their numbers here.
    private static string WithoutInvisible(string line) => string.Concat(line.Where(c => c is not ('\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF')));
}
