using System.Net;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Chats.Slack;

/// <summary>Reads Slack's answers: plain text, <c>ok</c> or one of a documented list of error words.</summary>
/// <remarks>https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks</remarks>
internal static partial class SlackAnswers
{
    private static readonly Dictionary<string, string> Advice = new(StringComparer.Ordinal)
    {
        ["invalid_payload"] = "Slack could not read the message; report this as a bug",
        ["no_text"] = "the message had no text; report this as a bug",
        ["too_many_attachments"] = "the message had too many attachments; report this as a bug",
        ["invalid_blocks"] = "the message broke a Block Kit limit; report this as a bug",
        ["invalid_attachments"] = "the message broke a Block Kit limit; report this as a bug",
        ["user_not_found"] = "the person it was made for is gone; make a new webhook for a channel",
        ["channel_not_found"] = "the channel is gone; make a new webhook for another channel",
        ["channel_is_archived"] = "the channel is archived; restore it, or make a new webhook for another channel",
        ["action_prohibited"] = "a workspace administrator restricts posting; ask for this app to be allowed",
        ["posting_to_general_channel_denied"] = "posting to #general is restricted; make a webhook for another channel",
        ["invalid_token"] = "the webhook has expired or was revoked; make a new one",
        ["no_active_hooks"] = "the webhook is disabled; enable it or make a new one",
        ["no_service"] = "the webhook was removed or disabled; make a new one",
        ["no_service_id"] = "the webhook was removed or disabled; make a new one",
        ["no_team"] = "the Slack workspace is gone; make a webhook in another one",
        ["team_disabled"] = "the Slack workspace is inactive; make a webhook in another one",
    };

    /// <summary>Whether Slack refused the form and not the content, so that the same as plain text may pass.</summary>
    public static bool RefusesBlocks(WebhookAnswer answer) =>
        answer.Status == HttpStatusCode.BadRequest && answer.Body is "invalid_blocks" or "invalid_attachments";

    public static DeliveryResult Read(WebhookAnswer answer)
    {
        if (answer is { Status: HttpStatusCode.OK, Body: "ok" })
        {
            return new DeliveryResult.Accepted("200 ok");
        }

        string said = answer.Said(answer.Body);
        if (Advice.TryGetValue(answer.Body, out string? advice))
        {
            return new DeliveryResult.Refused($"{said}: {advice}");
        }

        if (answer.IsTransient)
        {
            return new DeliveryResult.RetryLater(said, answer.RetryAfter, answer.MayHaveArrived);
        }

        return answer switch
        {
            { IsPage: true } => answer.FromGateway(SlackChat.Kind),
            { IsCut: true } => answer.BrokenOff(),

            // Slack says "ok" and nothing else, so another yes comes from something in between.
            { IsYes: true } => new DeliveryResult.RetryLater(
                $"{said}: not Slack's \"ok\"; a proxy may be answering in its place", answer.RetryAfter, MayHaveArrived: true),
            _ when Word().IsMatch(answer.Body) => new DeliveryResult.Refused($"{said}: Slack refuses this webhook; check its URL"),
            _ => answer.FromGateway(SlackChat.Kind),
        };
    }

    // Words that are not documented come up now and then; that they are words shows that Slack says them.
    [GeneratedRegex(@"^[a-z]+(_[a-z]+)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
