using System.Net;
using System.Text.Json;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;

namespace WorkflowAlerts.Simulation;

/// <summary>The simulated chats, by what the configuration calls them.</summary>
public static class SimulatedChats
{
    private static readonly Dictionary<string, SimulatedKind> s_kinds = new(StringComparer.Ordinal)
    {
        [SlackChat.Kind] = new(SimulatedSlack.Start, SimulatedSlack.Headline),
        [TeamsChat.Kind] = new(SimulatedTeams.Start, SimulatedTeams.Headline),
    };

    /// <summary>Starts one.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="perSecond">How many messages a second a channel takes; null: as many as with the real one.</param>
    /// <param name="burst">How many at once.</param>
    public static Task<SimulatedChat> Start(string kind, TimeProvider time, double? perSecond = null, double? burst = null) =>
        s_kinds[kind].Start(time, perSecond, burst);

    /// <summary>A message in one line: what a notification shows.</summary>
    public static string Headline(string kind, string body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        return WebUtility.HtmlDecode(s_kinds[kind].Headline(document.RootElement).Split('\n', 2)[0]);
    }
}
