namespace WorkflowAlerts.Telling;

/// <summary>How a card feels at a glance. Renderers make a colour of it; the words never rely on it.</summary>
public enum Tone
{
    /// <summary>Somebody may look when there is time.</summary>
    Neutral,

    /// <summary>All is well, or well again.</summary>
    Good,

    /// <summary>Something ended early.</summary>
    Warning,

    /// <summary>Something failed.</summary>
    Bad,
}
