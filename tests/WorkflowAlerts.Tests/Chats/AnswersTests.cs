using WorkflowAlerts.Telling;
using System.Net;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Tests.Chats;

public sealed class AnswersTests
{
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(7);

    [Fact]
    public void Slack_accepts_with_ok_and_nothing_else()
    {
        Assert.Equal(new DeliveryResult.Accepted("200 ok"), Slack(200, "ok"));
        Assert.All([Slack(200, ""), Slack(200, "OK"), Slack(204, ""), Slack(201, "ok")], answer =>
        {
            DeliveryResult.RetryLater later = Assert.IsType<DeliveryResult.RetryLater>(answer);
            Assert.True(later.MayHaveArrived);
            Assert.Contains("not Slack's \"ok\"; a proxy may be answering", later.Detail, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(200, "<html>Sign in</html>")]
    [InlineData(203, "<!DOCTYPE html><title>Welcome to the network</title>")]
    [InlineData(302, "")]
    [InlineData(307, "<html>Moved</html>")]
    [InlineData(401, "<HTML>Authenticate with the proxy</HTML>")]
    [InlineData(403, "<html>Blocked by policy</html>")]
    [InlineData(404, "")]
    [InlineData(407, "")]
    [InlineData(413, "<?xml version=\"1.0\"?><error/>")]
    [InlineData(403, "Access to this site is blocked.")]
    public void What_a_chat_never_answers_comes_from_a_gateway_and_is_for_later(int status, string body)
    {
        DeliveryResult.RetryLater slack = Assert.IsType<DeliveryResult.RetryLater>(Slack(status, body));
        Assert.False(slack.MayHaveArrived);
        Assert.Equal(Asked, slack.After);
        Assert.Equal($"{status}: Slack never answers like this; a gateway or proxy answered in its place", slack.Detail);

        DeliveryResult.RetryLater teams = Assert.IsType<DeliveryResult.RetryLater>(Teams(status, body));
        Assert.False(teams.MayHaveArrived);
        Assert.Equal($"{status}: Power Automate never answers like this; a gateway or proxy answered in its place", teams.Detail);
    }

    [Theory]
    [InlineData(400, "invalid_payload", "report this as a bug")]
    [InlineData(400, "no_text", "report this as a bug")]
    [InlineData(400, "too_many_attachments", "report this as a bug")]
    [InlineData(400, "invalid_blocks", "broke a Block Kit limit")]
    [InlineData(400, "invalid_attachments", "broke a Block Kit limit")]
    [InlineData(400, "user_not_found", "make a new webhook for a channel")]
    [InlineData(404, "channel_not_found", "make a new webhook for another channel")]
    [InlineData(410, "channel_is_archived", "restore it")]
    [InlineData(403, "action_prohibited", "ask for this app to be allowed")]
    [InlineData(403, "posting_to_general_channel_denied", "#general")]
    [InlineData(403, "invalid_token", "expired or was revoked")]
    [InlineData(404, "no_active_hooks", "disabled")]
    [InlineData(404, "no_service", "removed or disabled")]
    [InlineData(404, "no_service_id", "removed or disabled")]
    [InlineData(404, "no_team", "workspace is gone")]
    [InlineData(403, "team_disabled", "workspace is inactive")]
    [InlineData(404, "something_new", "check its URL")]
    [InlineData(400, "invalid_blocks_format", "check its URL")]
    public void Slack_refuses_for_good_and_the_detail_says_what_to_do(int status, string body, string mend)
    {
        string detail = Assert.IsType<DeliveryResult.Refused>(Slack(status, body)).Detail;

        Assert.StartsWith($"{status} {body}".Trim() + ": ", detail, StringComparison.Ordinal);
        Assert.Contains(mend, detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, "rate_limited", false)]
    [InlineData(500, "rollup_error", false)]
    [InlineData(500, "", false)]
    [InlineData(503, "", false)]
    [InlineData(408, "", true)]
    [InlineData(502, "<html>Bad gateway</html>", true)]
    [InlineData(504, "", true)]
    public void Trouble_on_the_way_is_for_later_and_a_gateway_does_not_know_what_arrived(int status, string body, bool mayHaveArrived)
    {
        Assert.Equal(new DeliveryResult.RetryLater($"{status} {body}".Trim(), Asked, mayHaveArrived), Slack(status, body));
        Assert.Equal(new DeliveryResult.RetryLater($"{status}", Asked, mayHaveArrived), Teams(status, body));
    }

    [Theory]
    [InlineData(400, "invalid_blocks", true)]
    [InlineData(400, "invalid_attachments", true)]
    [InlineData(400, "invalid_payload", false)]
    [InlineData(404, "invalid_blocks", false)]
    [InlineData(200, "invalid_attachments", false)]
    public void Only_a_bad_request_for_its_blocks_may_pass_as_text(int status, string body, bool refuses) =>
        Assert.Equal(refuses, SlackAnswers.RefusesBlocks(Answer(status, body)));

    [Theory]
    [InlineData(200, "1")]
    [InlineData(202, "")]
    [InlineData(202, "anything")]
    [InlineData(201, "")]
    [InlineData(204, "")]
    [InlineData(206, "half of")]
    [InlineData(202, """{"id":"1781000000000","messageLink":"https://teams.microsoft.com/l/message/1"}""")]
    public void Teams_accepts_with_the_status_alone(int status, string body) => Assert.Equal(new DeliveryResult.Accepted($"{status}"), Teams(status, body));

    [Theory]
    [InlineData(401, "DirectApiAuthorizationRequired", "with sig")]
    [InlineData(401, "MisMatchingOAuthClaims", "\"Anyone\"")]
    [InlineData(400, "WorkflowTriggerIsNotEnabled", "turn it on")]
    [InlineData(400, "TriggerInputSchemaMismatch", "schema")]
    [InlineData(404, "WorkflowNotFound", "make a new one")]
    [InlineData(404, "workflownotfound", "make a new one")]
    [InlineData(400, "SomethingNew", "run history")]
    public void Teams_refuses_for_good_and_the_detail_says_what_to_do(int status, string code, string mend)
    {
        string detail = Assert.IsType<DeliveryResult.Refused>(Teams(status, $$$"""{"error":{"code":"{{{code}}}","message":"m"}}""")).Detail;

        Assert.StartsWith($"{status} {code}: ", detail, StringComparison.Ordinal);
        Assert.Contains(mend, detail, StringComparison.Ordinal);
        Assert.Equal(new DeliveryResult.RetryLater($"503 {code}", Asked, false), Teams(503, $$$"""{"error":{"code":"{{{code}}}"}}"""));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public void A_yes_that_names_an_error_has_posted_nothing_for_certain(int status) => Assert.Equal(
        new DeliveryResult.RetryLater($"{status} Busy", Asked, MayHaveArrived: true), Teams(status, """{"error":{"code":"Busy","message":"m"}}"""));

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"status":"NotFound"}""")]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":"x"}""")]
    [InlineData("""{"error":{"code":7}}""")]
    [InlineData("""{"error":{"code":"\ud800"}}""")]
    public void A_Teams_answer_of_any_other_form_is_refused_by_its_status(string body) =>
        Assert.Equal(new DeliveryResult.Refused("404: the flow refuses the message; check its URL and its run history in Power Automate"), Teams(404, body));

    [Fact]
    public void A_page_of_text_does_not_hide_what_to_do()
    {
        string page = new('x', 151);

        Assert.StartsWith("403: Slack never", Slack(403, page).Detail, StringComparison.Ordinal);
        Assert.StartsWith("403: the flow refuses", Teams(403, $$$"""{"error":{"code":"{{{page}}}"}}""").Detail, StringComparison.Ordinal);
    }

    private static WebhookAnswer Answer(int status, string body) => new((HttpStatusCode)status, body, Asked);

    private static DeliveryResult Slack(int status, string body) => SlackAnswers.Read(Answer(status, body));

    private static DeliveryResult Teams(int status, string body) => TeamsAnswers.Read(Answer(status, body));
}
