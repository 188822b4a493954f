namespace WorkflowAlerts.Runs;

/// <summary>How a run ended; or, for alerts about runs that have not, what is unusual about them.</summary>
public enum Outcome
{
    /// <summary>The run ended with an error, or ended in a state this version does not know and reported an error.</summary>
    Failed,

    /// <summary>The run was stopped before its end: by hand, or by Amperity.</summary>
    Canceled,

    /// <summary>The run ended well.</summary>
    Succeeded,

    /// <summary>Parts of the run have failed, and it is still going.</summary>
    Failing,

    /// <summary>The run is still going, or has not begun, though it usually has by then.</summary>
    Overdue,
}
