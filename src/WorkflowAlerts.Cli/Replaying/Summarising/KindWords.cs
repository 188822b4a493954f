namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>What people and scripts call the kinds of messages.</summary>
internal static class KindWords
{
    public static string Of(MessageKind kind) => kind switch
    {
        MessageKind.Alert => "alert",
        MessageKind.Digest => "digest",
        MessageKind.Consequences => "consequences",
        MessageKind.QuietHours => "quiet-hours",
        MessageKind.Recovery => "recovery",
        MessageKind.HealedWhileHeld => "healed-while-held",
        MessageKind.Late => "late",
        MessageKind.Weekly => "weekly",
        _ => "report",
    };
}
