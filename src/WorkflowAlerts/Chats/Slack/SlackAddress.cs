namespace WorkflowAlerts.Chats.Slack;

/// <summary>Tells an incoming webhook's address from Slack's other ones.</summary>
internal static class SlackAddress
{
    private const string Copy = "Make an app with \"Incoming Webhooks\" and use its whole URL, https://hooks.slack.com/services/….";

    public static bool Is(Uri address) => address.IsUnder("slack.com") || address.IsUnder("slack-gov.com");

    public static string? Mistake(Uri address) => address.AbsolutePath.Trim('/').Split('/') switch
    {
        _ when !address.Host.StartsWith("hooks.", StringComparison.OrdinalIgnoreCase) => $"is no incoming webhook. {Copy}",
        [not "services", ..] => $"is no incoming webhook (a Workflow Builder trigger takes 10 messages a minute and other content). {Copy}",
        [_, .. string[] parts] when parts.FirstOrDefault(IsToken) is { } token =>
            $"holds a token ({token[..4]}-…), and a token is no webhook. {Copy}",
        [_, not "", not "", not ""] => null,
        { Length: > 4 } => $"has too many parts. {Copy}",
        _ => $"has lost a part. {Copy}",
    };

    // https://docs.slack.dev/authentication/tokens
    private static bool IsToken(string part) => part.Length > 4 && part.StartsWith("xox", StringComparison.Ordinal) && part[4] == '-';
}
