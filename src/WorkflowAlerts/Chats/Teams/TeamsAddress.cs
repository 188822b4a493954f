namespace WorkflowAlerts.Chats.Teams;

/// <summary>Tells the address of a flow's trigger from the other ones of Teams and Power Automate.</summary>
internal static class TeamsAddress
{
    private const string Make = "In the Teams channel choose Workflows > \"Send webhook alerts to a channel\" and use its URL.";
    private const string Copy = "Copy the whole URL from the flow's trigger, up to its end; in a shell put it into quotes.";

    private static readonly string[] s_flows = ["logic.azure.com", "api.powerplatform.com"];
    private static readonly string[] s_editors =
        ["powerautomate.com", "flow.microsoft.com", "powerapps.com", "powerplatform.com", "portal.azure.com"];

    private static readonly string[] s_pages = ["teams.microsoft.com", "teams.cloud.microsoft", "teams.live.com"];

    public static bool Is(Uri address) => IsConnector(address) || s_flows.Concat(s_editors).Concat(s_pages).Any(address.IsUnder);

    public static string? Mistake(Uri address) => address switch
    {
        _ when IsConnector(address) => $"is an Office 365 connector; Microsoft switched them all off in May 2026. {Make}",
        _ when s_pages.Any(address.IsUnder) => $"is a link to a page in Teams, and no webhook. {Make}",
        _ when !s_flows.Any(address.IsUnder) => $"is a page on which flows are edited, and no flow's own address. {Copy}",
        _ when !IsTrigger(address.AbsolutePath.Split('/')) =>
            $"is no address of a flow's trigger, https://…/triggers/manual/paths/invoke?…. {Copy}",
        _ when !IsSigned(address.Query) => $"has lost its sig, so the flow would refuse every message. {Copy}",
        _ => null,
    };

    private static bool IsConnector(Uri address) =>
        address.IsUnder("webhook.office.com")
        || ((address.IsUnder("outlook.office.com") || address.IsUnder("outlook.office365.com"))
            && address.AbsolutePath.StartsWith("/webhook", StringComparison.OrdinalIgnoreCase));

    // What follows is a path of the flow's own, where it has one.
    private static bool IsTrigger(string[] path) =>
        Array.FindIndex(path, part => part.Equals("triggers", StringComparison.OrdinalIgnoreCase)) is var at and >= 0
        && path[at..] is [_, not "", "paths", "invoke", ..];

    private static bool IsSigned(string query) => query.TrimStart('?').Split('&')
        .Any(parameter => parameter.Split('=', 2) is ["sig", var value] && !string.IsNullOrWhiteSpace(Uri.UnescapeDataString(value)));
}
