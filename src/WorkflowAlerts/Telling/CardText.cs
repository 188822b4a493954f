namespace WorkflowAlerts.Telling;

/// <summary>
/// Text that knows which of its words are ours. <c>CardText.Of($"{name} failed")</c> takes the literal as our own words and every string in a hole as
/// foreign, so foreign text cannot pass for ours by oversight. Foreign text is cleaned on the way in (see <see cref="ForeignText"/>).
/// </summary>
public sealed class CardText
{
    public static readonly CardText Empty = new([]);

    internal CardText(IReadOnlyList<TextPart> parts) => Parts = parts;

    public IReadOnlyList<TextPart> Parts { get; }

    public bool IsEmpty => Parts.Count == 0;

    /// <summary>Whether any part must be written where the platform parses no markup at all.</summary>
    public bool HasForeign => Parts.Any(part => part.Kind == TextPartKind.Foreign);

    /// <summary>Whether every part is ours.</summary>
    public bool IsOwn => Parts.All(part => part.Kind is TextPartKind.Own or TextPartKind.Time);

    public static CardText Of(CardTextHandler words) => words.ToText();

    /// <summary>The texts that are not empty, each on a line of its own.</summary>
    public static CardText Lines(IEnumerable<CardText> texts)
    {
        CardTextHandler lines = new(0, 0);
        foreach (CardText text in texts.Where(text => !text.IsEmpty))
        {
            lines.AppendLiteral(lines.IsEmpty ? "" : "\n");
            lines.AppendFormatted(text);
        }

        return lines.ToText();
    }

    /// <summary>Foreign text on one line, to be set apart for copying.</summary>
    public static CardText Code(string? foreign) => Single(TextPartKind.Code, ForeignText.Line(foreign));

    /// <summary>Foreign text that keeps its lines, for <see cref="Card.Quote"/>.</summary>
    public static CardText Lines(string? foreign) => Single(TextPartKind.Foreign, ForeignText.Lines(foreign));

    /// <summary>The words alone. For comparing and for people; nothing here is escaped.</summary>
    public override string ToString() => string.Concat(Parts.Select(part => part.Value));

    private static CardText Single(TextPartKind kind, string value) => value.Length == 0 ? Empty : new([new TextPart(kind, value)]);
}
