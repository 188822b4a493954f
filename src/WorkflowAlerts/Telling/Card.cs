namespace WorkflowAlerts.Telling;

/// <summary>
/// What a message says, before any platform's form, in the order in which it is read: what happened, who has to act, the error, the details.
/// An empty text is left out.
/// </summary>
public sealed record Card
{
    /// <summary>
    /// The longest link every platform takes (Slack: 3000 in a text object; Teams has no limit but the card's size). An ampersand counts five times:
    /// Slack escapes it.
    /// </summary>
    private const int LongestLink = 2000;

    public Tone Tone { get; init; }

    /// <summary>What happened, in a few words of our own: "Workflow failed". Never empty.</summary>
    public required CardText Title
    {
        get;
        init => field = value.IsEmpty ? CardText.Of($"Workflow Alerts") : value;
    }

    /// <summary>To what it happened: a workflow's name and tenant.</summary>
    public CardText Subject { get; init; } = CardText.Empty;

    /// <summary>Title and subject in one line.</summary>
    public CardText Headline => Subject.IsEmpty ? Title : CardText.Of($"{Title}: {Subject}");

    /// <summary>Who has to act, in one sentence.</summary>
    public CardText Lead { get; init; } = CardText.Empty;

    /// <summary>What to do.</summary>
    public CardText Advice { get; init; } = CardText.Empty;

    /// <summary>Lead and advice in one paragraph.</summary>
    public CardText Call => Lead.IsEmpty ? Advice : Advice.IsEmpty ? Lead : CardText.Of($"{Lead} {Advice}");

    /// <summary>The card in one complete sentence, for notifications and screen readers. Never empty.</summary>
    public required CardText Summary
    {
        get => field.IsEmpty ? Headline : field;
        init;
    }

    /// <summary>Foreign text of several lines, such as an error message.</summary>
    public CardText Quote { get; init; } = CardText.Empty;

    /// <summary>Things to know before acting.</summary>
    public IReadOnlyList<CardText> Notes { get; init; } = [];

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Whom the message calls.</summary>
    public IReadOnlyList<Mention> Mentions { get; init; } = [];

    /// <summary>Where to go on reading. Anything but an absolute https address of reasonable length counts as no link.</summary>
    public Uri? Link
    {
        get;
        init => field = value is { IsAbsoluteUri: true, Scheme: "https" } && Length(value) <= LongestLink ? value : null;
    }

    private static int Length(Uri link) => link.AbsoluteUri.Length + (4 * link.AbsoluteUri.Count(c => c == '&'));
}
