using System.Globalization;

namespace WorkflowAlerts.Telling;

/// <summary>A stretch of a <see cref="CardText"/>. Only <see cref="CardText"/> makes one, so that its kind can be trusted.</summary>
public readonly record struct TextPart
{
    internal TextPart(TextPartKind kind, string value) => (Kind, Value) = (kind, value);

    internal TextPart(DateTimeOffset time)
        : this(TextPartKind.Time, time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)) => Time = time;

    public TextPartKind Kind { get; }

    /// <summary>The text; of a time, the time in UTC in words.</summary>
    public string Value { get; }

    /// <summary>The instant, where this part is a time.</summary>
    public DateTimeOffset Time { get; }
}
