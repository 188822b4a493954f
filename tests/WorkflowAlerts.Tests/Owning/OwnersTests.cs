using WorkflowAlerts.Telling;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Chats;
using WorkflowAlerts.Tests.Rendering;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Owning;

public sealed class OwnersTests
{
    [Fact]
    public void Every_entry_that_matches_counts_and_nobody_is_called_twice()
    {
        OwnerOptions[] owners =
        [
            new() { Type = "courier.*", Slack = ["U0000000A", "S0000000B"], Teams = [new TeamsUserOptions { Id = "jane@contoso.com", Name = "Jane" }] },
            new() { Name = "*CUSTOMER*", Slack = ["U0000000A", "U0000000C"] },
            new() { Name = "another", Slack = ["U0000000D"] },
            new() { Tenant = "elsewhere", Slack = ["U0000000E"] },
        ];

        Assert.Equal(
            [new(SlackChat.Kind, "U0000000A"), new(SlackChat.Kind, "S0000000B"), new(SlackChat.Kind, "U0000000C"), new Mention(TeamsChat.Kind, "jane@contoso.com", "Jane")],
            Called(ARun.FailedRun(ARun.Error()), owners));
    }

    [Theory]
    [InlineData("*@socktown.example", "ada@socktown.example", true)]
    [InlineData("*@socktown.example", "ada@elsewhere.example", false)]
    [InlineData("*", null, false)]
    [InlineData("", null, true)]
    public void An_address_is_that_of_who_started_the_run(string glob, string? email, bool called) =>
        Assert.Equal(called, Called(ARun.FailedRun() with { StartedByEmail = email }, [new() { Email = glob, Slack = ["U0000000A"] }]).Count == 1);

    [Fact]
    public void Only_failures_call_anybody()
    {
        OwnerOptions[] all = [new() { Slack = ["U0000000A"] }];
        Digest storm = new() { Tenant = "socktown", Id = "digest-1", Reason = DigestReason.Storm, Lines = [new RunGroup { Tenant = "socktown", Outcome = Outcome.Failed }] };

        Assert.Single(Called(ARun.FailedRun(), all));
        Assert.Single(Called(storm, all));
        Assert.Empty(Called(storm with { Lines = [storm.Lines[0] with { Outcome = Outcome.Canceled }] }, all));
        Assert.Empty(Called(storm with { Reason = DigestReason.QuietHours }, all));
        Assert.Empty(Called(ARun.FailedRun() with { Outcome = Outcome.Canceled }, all));
        Assert.Empty(Called(ARun.FailedRun(ARun.ManualStop()), all));
        Assert.Empty(Called(new Recovery { Tenant = "socktown", Id = "wf-good", Runs = [new EarlierRun("wf-1", ARun.EndedAt)] }, all));
        Assert.Empty(Called(new LateRun { Tenant = "socktown", Id = "wf-1", Outcome = Outcome.Overdue, Expectation = new Expectation() }, all));
    }

    [Fact]
    public void No_message_calls_a_crowd() =>
        Assert.Equal(Owners.Most, Called(ARun.FailedRun(), [new() { Slack = [.. Enumerable.Range(0, 30).Select(i => $"U00000{i:D4}")] }]).Count);

    [Fact]
    public void Hostile_text_in_an_alert_calls_nobody_whom_the_configuration_does_not_name()
    {
        Card card = CardCases.All["hostile-task"];

        string slack = System.Text.Encoding.UTF8.GetString(new SlackChat().Render(card).Body.Span);
        string teams = System.Text.Encoding.UTF8.GetString(new TeamsChat().Render(card).Body.Span);

        Assert.Equal(1, Count(slack, "<@U"));
        Assert.Equal(1, Count(slack, "<!subteam^S"));
        Assert.Equal(0, Count(slack, "<!channel>") + Count(slack, "<!here>"));

        // Once in the text and once in the list of mentions, for each.
        Assert.Equal(4, Count(teams, "<at>"));
        Assert.Equal(2, Count(teams, "\"mentioned\""));
    }

    private static int Count(string text, string part) => System.Text.Json.JsonDocument.Parse(text).RootElement.GetRawText().Replace("\\u003C", "<", StringComparison.OrdinalIgnoreCase).Replace("\\u003E", ">", StringComparison.OrdinalIgnoreCase).Split(part).Length - 1;

    private static IReadOnlyList<Mention> Called(Message message, OwnerOptions[] owners)
    {
        Card card = new() { Title = CardText.Of($"x"), Summary = CardText.Of($"x") };
        return new Owners(Options.Create(new WorkflowAlertsOptions { Owners = [.. owners] }), TheChats.Kinds).On(card, message).Mentions;
    }
}
