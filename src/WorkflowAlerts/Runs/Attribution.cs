namespace WorkflowAlerts.Runs;

/// <summary>Who has to act on an error. Amperity names <c>customer</c> and <c>platform</c>; the field is optional.</summary>
public enum Attribution
{
    /// <summary>Amperity names nobody, names somebody this version does not know, or the run was stopped by hand.</summary>
    None,

    /// <summary>The configuration in Amperity is at fault: fix it, then rerun the workflow.</summary>
    Customer,

    /// <summary>A service Amperity relies on is at fault: usually transient, so a rerun mends it.</summary>
    Platform,
}
