namespace WorkflowAlerts.Recording;

/// <summary>Whether a destination was told of something.</summary>
internal enum Toldness
{
    /// <summary>It was told, by a message of its own or by another.</summary>
    Told,

    /// <summary>It will be, or may be: a message is on its way, or waits.</summary>
    Pending,

    /// <summary>It is kept in a silence.</summary>
    Kept,

    /// <summary>The ledger knows nothing of it: it was not noted yet, or is forgotten.</summary>
    Unknown,

    /// <summary>It was not, and will not be: the message was refused or given up.</summary>
    Never,
}
