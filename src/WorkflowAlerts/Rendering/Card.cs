namespace WorkflowAlerts.Rendering;

/// <summary>What a message says, before any platform's form, in the order in which people read it.</summary>
public sealed record Card
{
    /// <summary>The first line: what happened to which workflow of which tenant.</summary>
    public required IReadOnlyList<Phrase> Headline { get; init; }

    public required Tone Tone { get; init; }

    /// <summary>Who has to act and what to do: our own words, a paragraph each.</summary>
    public IReadOnlyList<string> Advice { get; init; } = [];

    public Quote? Quote { get; init; }

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What else to know: our own words, a paragraph each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where to see more; always https.</summary>
    public Uri? Link { get; init; }

    /// <summary>The whole message in one sentence, for notifications and screen readers.</summary>
    internal IEnumerable<Phrase> Sentence => Quote is null
        ? [.. Headline, Phrase.Own($". {string.Join(" ", Advice)}")]
        : [.. Headline, Phrase.Own($". {string.Join(" ", Advice)} Error: "), Phrase.Foreign(Quote.Text, 300, Quote.Heading.Text)];
}
