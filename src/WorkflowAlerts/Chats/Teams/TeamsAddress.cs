namespace WorkflowAlerts.Chats.Teams;

/// <summary>Tells the address of a flow's trigger from the other ones of Teams and Power Automate.</summary>
internal static class TeamsAddress
{
    public static bool Is(Uri address) => IsFlow(address) || IsConnector(address);

    public static string? Mistake(Uri address) =>
        IsConnector(address)
            ? "is an Office 365 connector; Microsoft switched them all off in May 2026. In the Teams channel choose Workflows > \"Send webhook alerts to a channel\" and use its URL."
        : !address.Query.Contains("sig=", StringComparison.Ordinal)
            ? "has lost its sig, so the flow would refuse every message. Copy the whole URL from the flow's trigger, up to its end; in a shell put it into quotes."
            : null;

    private static bool IsFlow(Uri address) => address.IsUnder("logic.azure.com") || address.IsUnder("powerplatform.com");

    private static bool IsConnector(Uri address) =>
        address.IsUnder("webhook.office.com")
        || (address.IsUnder("outlook.office.com") && address.AbsolutePath.StartsWith("/webhook", StringComparison.OrdinalIgnoreCase));
}
