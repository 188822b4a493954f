using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Fuzzing;

/// <summary>What the product does with a message after it was read: whatever a parser lets through must not break these.</summary>
internal static class NextSteps
{
    private static readonly SlackChat s_slack = new();
    private static readonly TeamsChat s_teams = new();
    private static readonly Router s_router = new(Options.Create(new WorkflowAlertsOptions
    {
        Routes = { new RouteOptions { Name = "*a*", ErrorType = "?*", To = ["data-team"] } },
        DefaultTo = { "data-team" },
    }));

    // Rendering both ways costs more than ten times as much as parsing; a part of the inputs shows as much.
    private const int OneIn = 8;

    public static void Take(Message message)
    {
        if ((message.Id.Length + message.Key.At.GetHashCode() + message.Concerns.Sum(concern => concern.Workflow.Name.Length + concern.ErrorType.Length)) % OneIn != 0)
        {
            return;
        }

        LedgerKey key = LedgerKey.Of(message.Key);
        Assert.InRange(key.Partition.Length, 1, 512);
        Assert.InRange(key.Row.Length, 1, 512);
        Assert.DoesNotContain(key.Partition + key.Row, c => c is '/' or '\\' or '#' or '?' || char.IsControl(c));
        Assert.All(message.Concerns, concern => _ = s_router.Route(concern));
        Card card = message.Card(new CardSetting(new CardOptions()));
        _ = s_slack.Render(card);
        Assert.InRange(s_teams.Render(card).Body.Length, 1, 28 * 1024);
        Assert.Equal(message.Key with { IsVersion1 = false }, Assert.Single(AlertMessage.Read(Assert.Single(AlertMessage.Pack([message])))).Key);
    }
}
