using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Cli.Replaying;

/// <summary>What a message is for.</summary>
internal enum MessageKind
{
    /// <summary>One run that failed or was canceled.</summary>
    Alert,

    /// <summary>Many alerts of one poll.</summary>
    Digest,

    /// <summary>What followed from a failure that had been told before.</summary>
    Consequences,

    /// <summary>What came in quiet hours, told when they were over.</summary>
    QuietHours,

    /// <summary>A workflow works again.</summary>
    Recovery,

    /// <summary>A failure that was held back, and a rerun worked.</summary>
    HealedWhileHeld,

    /// <summary>A run that is later than usual.</summary>
    Late,

    /// <summary>The weekly card.</summary>
    Weekly,

    /// <summary>A report of the product on itself.</summary>
    Report,
}
