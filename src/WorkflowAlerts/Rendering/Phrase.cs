namespace WorkflowAlerts.Rendering;

/// <summary>
/// A piece of text that knows where it comes from. Foreign text was cleaned and bounded when its phrase was made, and a renderer shows it literally:
/// it can neither mention, link nor format.
/// </summary>
public sealed record Phrase
{
    private Phrase(string text, bool isForeign, DateTimeOffset? time = null)
    {
        Text = text;
        IsForeign = isForeign;
        Time = time;
    }

    /// <summary>The words; for a time, its UTC form.</summary>
    public string Text { get; }

    /// <summary>Whether the words came from Amperity.</summary>
    public bool IsForeign { get; }

    /// <summary>The time this phrase tells, where it tells one, so that a platform can show it in the reader's own zone.</summary>
    public DateTimeOffset? Time { get; }

    /// <summary>The product's own words.</summary>
    public static Phrase Own(string text) => new(text, isForeign: false);

    /// <summary>Words from Amperity on one line, at most <paramref name="length"/> characters; <paramref name="otherwise"/> where there are none.</summary>
    public static Phrase Foreign(string? text, int length, string otherwise) =>
        CleanText.OneLine(text ?? "", length) is { Length: > 0 } clean ? new Phrase(clean, isForeign: true) : Own(otherwise);

    /// <summary>A point in time.</summary>
    public static Phrase At(DateTimeOffset time) => new($"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC", isForeign: false, time);
}
