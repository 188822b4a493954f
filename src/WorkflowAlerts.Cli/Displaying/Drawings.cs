using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>How the kinds of chat are drawn, by what the configuration calls them.</summary>
internal static class Drawings
{
    private static readonly Dictionary<string, Drawing> s_kinds = new(StringComparer.Ordinal)
    {
        [SlackChat.Kind] = new(SlackPayload.Read, ["slack.js"], "slack.css"),
        [TeamsChat.Kind] = new(TeamsPayload.Read, [TeamsPayload.Renderer, "teams-host.js", "teams.js"], "teams.css"),
    };

    /// <summary>The page's scripts, of all kinds.</summary>
    public static IEnumerable<string> Scripts => s_kinds.Values.SelectMany(kind => kind.Scripts);

    /// <summary>The page's style sheets, of all kinds.</summary>
    public static IEnumerable<string> Styles => s_kinds.Values.Select(kind => kind.Style);

    public static Drawing Of(string kind) => s_kinds[kind];
}
