namespace WorkflowAlerts.Telling;

/// <summary>Where a stretch of text comes from, which decides how a renderer may write it.</summary>
public enum TextPartKind
{
    /// <summary>Our own words: a literal of this program, or a number.</summary>
    Own,

    /// <summary>Somebody else's words: must stay literal, whatever markup, mention or link they imitate.</summary>
    Foreign,

    /// <summary>Somebody else's words that the reader will want to copy, such as a run id: literal as well, and set apart.</summary>
    Code,

    /// <summary>An instant, which a platform may show in the reader's own time zone.</summary>
    Time,
}
