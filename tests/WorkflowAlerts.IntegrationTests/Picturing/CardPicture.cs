using WorkflowAlerts.Chats;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.IntegrationTests.Picturing;

/// <summary>A picture of one card.</summary>
/// <param name="Name">The picture's name, without its ending.</param>
/// <param name="Golden">The golden file with the payload, without its ending; its name says the platform.</param>
/// <param name="Theme"><c>light</c> or <c>dark</c>.</param>
internal sealed record CardPicture(string Name, string Golden, string Theme = "light")
{
    public static readonly IReadOnlyList<CardPicture> All =
    [
        new("slack-card", "slack.customer-failed"), new("slack-card-dark", "slack.customer-failed", "dark"),
        new("teams-card", "teams.platform-failed"), new("teams-card-dark", "teams.platform-failed", "dark"),
        new("streak-card", "slack.third-in-a-row"), new("recovered-card", "teams.recovered"),
        new("storm-card", "slack.storm"), new("cascade-card", "teams.cascade"),
        new("task-card", "slack.failing-task"), new("owners-card", "teams.owners"),
        new("hold-card", "teams.recovered-while-held"), new("quiet-card", "slack.quiet-summary"),
        new("weekly-card", "slack.weekly"), new("late-card", "teams.late-run"), new("missing-card", "teams.missing-start"),
    ];

    public async Task Draw(string root, string images, string chromium, CancellationToken cancellationToken)
    {
        string body = await File.ReadAllTextAsync(Path.Combine(root, "tests", "WorkflowAlerts.Tests", "Rendering", "Golden", $"{Golden}.json"), cancellationToken);
        IChat chat = Golden.StartsWith("slack.", StringComparison.Ordinal) ? new SlackChat() : new TeamsChat();
        await Picture.Draw([new InboxMessage(Name, chat, body, DateTimeOffset.UnixEpoch)], Theme, chromium, Path.Combine(images, $"{Name}.png"), cancellationToken);
    }
}
