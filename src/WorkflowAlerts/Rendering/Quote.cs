namespace WorkflowAlerts.Rendering;

/// <summary>A longer foreign text, as an error message: lines, shown literally.</summary>
/// <param name="Heading">What the text is about, as an error's type.</param>
/// <param name="Text">The text, cleaned; it may have several lines. Empty where there is none.</param>
public sealed record Quote(Phrase Heading, string Text)
{
    /// <summary>The same with less text.</summary>
    internal Quote Shortened(int length) => this with { Text = CleanText.Shorten(Text, length) };
}
