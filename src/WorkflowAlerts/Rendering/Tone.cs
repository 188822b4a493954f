namespace WorkflowAlerts.Rendering;

/// <summary>How bad it is: the colour of a card, which never says more than its words.</summary>
public enum Tone
{
    /// <summary>Something failed.</summary>
    Bad,

    /// <summary>Something needs a look.</summary>
    Warning,

    /// <summary>For information.</summary>
    Neutral,

    /// <summary>All is well again.</summary>
    Good,
}
