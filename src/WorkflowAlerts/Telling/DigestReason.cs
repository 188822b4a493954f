namespace WorkflowAlerts.Telling;

/// <summary>Why several alerts are told together.</summary>
public enum DigestReason
{
    /// <summary>One poll brought more than a channel should get one by one.</summary>
    Storm,

    /// <summary>They follow from a failure that was told before.</summary>
    Cascade,

    /// <summary>They came in quiet hours that are over.</summary>
    QuietHours,

    /// <summary>They came while a mute was on.</summary>
    Mute,
}
