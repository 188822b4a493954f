using System.Globalization;
using System.Runtime.CompilerServices;

namespace WorkflowAlerts.Telling;

/// <summary>Takes an interpolated string apart into our own words (the literals and numbers) and foreign ones (the strings).</summary>
[InterpolatedStringHandler]
public readonly ref struct CardTextHandler
{
    private readonly List<TextPart> _parts;

    public CardTextHandler(int literalLength, int formattedCount) => _parts = new(2 * formattedCount + 1);

    public void AppendLiteral(string own) => Append(new TextPart(TextPartKind.Own, own));

    public void AppendFormatted(string? foreign) => Append(new TextPart(TextPartKind.Foreign, ForeignText.Line(foreign)));

    public void AppendFormatted(int number) => AppendLiteral(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(DateTimeOffset time) => Append(new TextPart(time));

    public void AppendFormatted(CardText text)
    {
        foreach (TextPart part in text.Parts)
        {
            Append(part);
        }
    }

    internal bool IsEmpty => _parts.Count == 0;

    internal CardText ToText() => _parts is { Count: > 0 } ? new(_parts) : CardText.Empty;

    private void Append(TextPart part)
    {
        if (part.Value.Length == 0)
        {
            return;
        }

        if (part.Kind == TextPartKind.Own && _parts.Count > 0 && _parts[^1].Kind == TextPartKind.Own)
        {
            _parts[^1] = new TextPart(TextPartKind.Own, _parts[^1].Value + part.Value);
        }
        else
        {
            _parts.Add(part);
        }
    }
}
