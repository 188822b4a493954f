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

/// <summary>What the product does with an alert after it was read: whatever a parser lets through must not break these.</summary>
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

    public static void Take(FailedRun alert)
    {
        if ((alert.RunId.Length + alert.WorkflowName.Length + alert.ErrorMessage.Length + alert.EndedAt.GetHashCode()) % OneIn != 0)
        {
            return;
        }

        LedgerKey key = LedgerKey.Of(alert.Key);
        Assert.InRange(key.Partition.Length, 1, 512);
        Assert.InRange(key.Row.Length, 1, 512);
        Assert.DoesNotContain(key.Partition + key.Row, c => c is '/' or '\\' or '#' or '?' || char.IsControl(c));
        _ = s_router.Route(alert);
        Card card = AlertCard.Of(alert, new CardOptions(), possibleRepeat: false);
        _ = s_slack.Render(card);
        Assert.InRange(s_teams.Render(card).Body.Length, 1, 28 * 1024);
        Assert.Equal(alert.Key, Assert.Single(AlertMessage.Read(Assert.Single(AlertMessage.Pack([alert])))).Key);
    }
}
