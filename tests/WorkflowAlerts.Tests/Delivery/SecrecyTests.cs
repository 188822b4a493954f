using WorkflowAlerts.Telling;
using System.Net;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Delivery;

public sealed class SecrecyTests
{
    private const string HeaderSecret = "Bearer h34d3r-s3cr3t+v4lue/==";

    private static readonly string[] Secrets =
        ["T0SECRET01", "B0SECRET02", "kq7Zt2SecretTokenXyz98", "aB3_dE6-gH9jK2mN5pQ8sT1vW4yZ7", "9f86d081884c7d659a2feaa0", "h34d3r-s3cr3t"];

    private static readonly Func<string, string>[] Encodings =
    [
        text => text, Uri.EscapeDataString, text => Uri.EscapeDataString(Uri.EscapeDataString(text)), WebUtility.HtmlEncode, text => JsonSerializer.Serialize(text),
        text => text.ToUpperInvariant(), text => text.Replace("/", @"\/", StringComparison.Ordinal), text => $"""{"{"}"error":{"{"}"code":{JsonSerializer.Serialize(text)}{"}}"}""",
    ];

    private static readonly Gen<string> Echo =
        from text in Gen.OneOf(
            [ADestination.SlackUrl, ADestination.TeamsUrl, new Uri(ADestination.SlackUrl).PathAndQuery, new Uri(ADestination.TeamsUrl).Query, HeaderSecret, .. Secrets])
        from encode in Gen.OneOf(Encodings)
        from before in AnyText.Short
        from after in AnyText.Short
        select before + encode(text) + after;

    private static readonly Gen<string> Answer =
        from parts in Echo.Array[1, 4]
        from times in Gen.OneOf(1, 1, 1, 2, 40, 400)
        from whole in Gen.OneOf(Encodings)
        select whole(string.Concat(Enumerable.Repeat(string.Concat(parts), times)));

    [Fact]
    public void Whatever_a_webhook_answers_the_detail_is_one_short_line_without_any_part_of_a_secret() =>
        Gen.Select(Answer, Gen.OneOf(200, 202, 302, 400, 401, 404, 429, 500, 502), Gen.Bool).Sample(
            (body, status, slack) =>
            {
                (string, string) header = ("Authorization", HeaderSecret);
                Destination destination = slack ? ADestination.Slack(headers: [header]) : ADestination.Teams(headers: [header]);
                WebhookPoster poster = ADestination.Poster(ScriptedHandler.Answers(((HttpStatusCode)status, body)), new FakeTimeProvider());

                AssertClean(poster.Post(destination, ADestination.Message with { PlainBody = null }, default).GetAwaiter().GetResult().Detail, slack);
            },
            iter: 3_000);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("ok")]
    public async Task A_header_too_short_to_be_a_secret_garbles_no_answer(string value)
    {
        WebhookPoster poster = ADestination.Poster(ScriptedHandler.Answers((HttpStatusCode.NotFound, "no_service")), new FakeTimeProvider());

        DeliveryResult result = await poster.Post(ADestination.Slack(headers: [("X-Flag", value)]), ADestination.Message, default);
        Assert.StartsWith("404 no_service: the webhook was removed", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_and_destinations_print_without_their_secrets()
    {
        Destination slack = ADestination.Slack(headers: [("Authorization", HeaderSecret)]);

        Assert.Equal("data-team (Slack)", slack.ToString());
        Assert.Equal("https://hooks.slack.com/…", $"{slack.Url}");
        Assert.Equal("https://prod-07.westeurope.logic.azure.com/…", $"{ADestination.Teams().Url}");
        Assert.Equal("https://example.com:8443/…", $"{new WebhookUrl(new Uri("https://user:pass@example.com:8443/a?b=c#d"))}");
        Assert.Equal("{}", JsonSerializer.Serialize(slack.Url));
    }

    private static void AssertClean(string detail, bool slack)
    {
        Assert.InRange(detail.Length, 1, 300);
        Assert.DoesNotContain(detail, c => char.IsControl(c) || c is '\u2028' or '\u2029');
        foreach (string secret in Secrets.Where((_, i) => slack ? i is not (3 or 4) : i > 2))
        {
            for (int start = 0; start + 6 <= secret.Length; start++)
            {
                Assert.DoesNotContain(secret[start..(start + 6)], detail, StringComparison.OrdinalIgnoreCase);
            }
        }
    }
}
