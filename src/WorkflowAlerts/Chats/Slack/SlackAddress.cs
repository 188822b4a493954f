namespace WorkflowAlerts.Chats.Slack;

/// <summary>Tells an incoming webhook's address from Slack's other ones.</summary>
internal static class SlackAddress
{
    public static bool Is(Uri address) => address.IsUnder("slack.com") || address.IsUnder("slack-gov.com");

    public static string? Mistake(Uri address) => address.AbsolutePath.StartsWith("/services/", StringComparison.Ordinal)
        ? null
        : "is no incoming webhook (a Workflow Builder trigger takes 10 messages a minute and other content). Make an app with \"Incoming Webhooks\" and use its URL, https://hooks.slack.com/services/….";
}
