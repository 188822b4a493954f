namespace WorkflowAlerts.Runs;

/// <summary>How a run ended. A run that is still going has no outcome.</summary>
public enum Outcome
{
    /// <summary>The run ended with an error, or ended in a state this version does not know and reported an error.</summary>
    Failed,

    /// <summary>The run was stopped before its end: by hand, or by Amperity.</summary>
    Canceled,

    /// <summary>The run ended well.</summary>
    Succeeded,
}
