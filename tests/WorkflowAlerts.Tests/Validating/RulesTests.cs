using WorkflowAlerts.Tests.Delivery;

using WorkflowAlerts.Telling;
namespace WorkflowAlerts.Tests.Validating;

/// <summary>One wrong setting each: the message names it and the mend.</summary>
public sealed class RulesTests
{
    private const string Url = "Destinations:data-team:WebhookUrl";

    [Theory]
    [InlineData("Tenants:sock town:AccessToken", "s3cr3t", "Tenants:sock town is no tenant id. Copy it in Amperity")]
    [InlineData("Tenants:socktown:BaseUrl", "", "Tenants:socktown:BaseUrl is missing.")]
    [InlineData("Tenants:socktown:BaseUrl", "socktown.amperity.com", "Tenants:socktown:BaseUrl is no web address. Give the whole address, starting with https://")]
    [InlineData("Tenants:socktown:BaseUrl", "/api", "Tenants:socktown:BaseUrl is no web address.")]
    [InlineData("Tenants:socktown:BaseUrl", "ftp://socktown.amperity.com", "Tenants:socktown:BaseUrl is no web address.")]
    [InlineData("Tenants:socktown:BaseUrl", "http://socktown.amperity.com/api", "Tenants:socktown:BaseUrl starts with http://. Use https://")]
    [InlineData("Tenants:socktown:BaseUrl", "https://me:s3cr3t@socktown.amperity.com/api", "Tenants:socktown:BaseUrl has a user name or password")]
    [InlineData("Tenants:socktown:RequestsPerSecond", "0", "Tenants:socktown:RequestsPerSecond is 0. Give a value from 1 to 10.")]
    [InlineData("Tenants:socktown:RequestsPerSecond", "11", "Tenants:socktown:RequestsPerSecond is 11.")]
    [InlineData("Tenants:socktown:PageSize", "1001", "Tenants:socktown:PageSize is 1001. Give a value from 1 to 1000.")]
    [InlineData("Tenants:socktown:ApiVersion", "v1", "Tenants:socktown:ApiVersion is no API version. Give a date such as 2024-04-01.")]
    [InlineData("Tenants:socktown:ApiVersion", "2024-04-01\n", "Tenants:socktown:ApiVersion is no API version.")]
    [InlineData("Tenants:socktown:AccessToken", "s3cr3t\n", "Tenants:socktown:AccessToken has characters no token has.")]
    [InlineData("Tenants:socktown:AccessToken", null, "Tenants:socktown has no credentials. Give ClientId, ClientSecret and TokenUrl")]
    [InlineData("Tenants:socktown:ClientSecret", "s3cr3t", "Tenants:socktown has an AccessToken and OAuth credentials. Keep one")]
    [InlineData("Destinations:data__team:Kind", "Slack", "Destinations:data--team is no usable name. Use letters, digits and single hyphens, at most 60.")]
    [InlineData("Destinations:-a:Kind", "Slack", "Destinations:-a is no usable name.")]
    [InlineData("Destinations:a--b:Kind", "Slack", "Destinations:a--b is no usable name.")]
    [InlineData("Destinations:é:Kind", "Slack", "Destinations:é is no usable name.")]
    [InlineData("Destinations:a1234567890123456789012345678901234567890123456789012345678901:Kind", "Slack", "is no usable name.")]
    [InlineData("Destinations:data-team:Kind", null, "Destinations:data-team:Kind is missing. Give Slack or Teams.")]
    [InlineData(Url, null, Url + " is missing.")]
    [InlineData(Url, "http://example.com/s3cr3t", Url + " starts with http://.")]
    [InlineData(Url, "https://acme.webhook.office.com/webhookb2/s3cr3t", Url + " is an Office 365 connector; Microsoft switched them all off in May 2026. In the Teams channel choose Workflows")]
    [InlineData(Url, "https://outlook.office.com/webhook/s3cr3t", Url + " is an Office 365 connector")]
    [InlineData(Url, "https://hooks.slack.com/triggers/T0/1/s3cr3t", Url + " is no incoming webhook (a Workflow Builder trigger")]
    [InlineData(Url, "https://hooks.slack.com/workflows/T0/1/s3cr3t", Url + " is no incoming webhook")]
    [InlineData(Url, "https://prod-01.logic.azure.com/workflows/s3cr3t?sig=s3cr3t", Url + " is a Teams address, but Kind is Slack. Set Kind to Teams.")]
    [InlineData("Destinations:data-team:Kind", "Teams", Url + " is a Slack address, but Kind is Teams. Set Kind to Slack.")]
    [InlineData("Destinations:data-team:Pacing:Burst", "0", "Destinations:data-team:Pacing:Burst is 0. Give a value from 1 to 1000.")]
    [InlineData("Destinations:data-team:Pacing:Interval", "01:00:01", "Destinations:data-team:Pacing:Interval is 01:00:01. Give a value from 00:00:00.0010000 to 01:00:00.")]
    [InlineData("Destinations:data-team:Headers:Content-Type", "text/plain", "Destinations:data-team:Headers:Content-Type cannot be sent as a header of its own.")]
    [InlineData("Destinations:data-team:Headers:Host", "x", "Destinations:data-team:Headers:Host cannot be sent")]
    [InlineData("Destinations:data-team:Headers:Expires", "x", "Destinations:data-team:Headers:Expires cannot be sent")]
    [InlineData("Destinations:data-team:Headers:transfer-encoding", "x", "Destinations:data-team:Headers:transfer-encoding cannot be sent")]
    [InlineData("Destinations:data-team:Headers:Expect", "x", "Destinations:data-team:Headers:Expect cannot be sent")]
    [InlineData("Destinations:data-team:Headers:X Y", "x", "Destinations:data-team:Headers:X Y cannot be sent")]
    [InlineData("Destinations:data-team:Headers:X-Y\n", "x", "cannot be sent as a header of its own.")]
    [InlineData("Destinations:data-team:Headers:X-Y", "s3cr3t\r\nX-Z: 1", "Destinations:data-team:Headers:X-Y has a value with line breaks or characters beyond ASCII.")]
    [InlineData("Destinations:data-team:Headers:X-Y", "s3cr3té", "Destinations:data-team:Headers:X-Y has a value with line breaks")]
    [InlineData("Routes:0:Attribution", "customer", "Routes:0 has no To. Name its destinations, or set Mute to true")]
    [InlineData("Routes:0:To:0", "nobody", "Routes:0:To:0 names the destination \"nobody\", which does not exist. Destinations has data-team.")]
    [InlineData("DefaultTo:0", null, "DefaultTo is empty. Name at least one destination")]
    [InlineData("DefaultTo:1", "nobody", "DefaultTo:1 names the destination \"nobody\", which does not exist.")]
    [InlineData("DefaultTo:1", "", "DefaultTo:1 names a destination, which does not exist.")]
    [InlineData("Operations:0", "https://hooks.slack.com/services/s3cr3t", "Operations:0 names a destination, which does not exist. Destinations has data-team.")]
    [InlineData("Polling:Overlap", "1.00:00:01", "Polling:Overlap is 1.00:00:01. Give a value from 00:00:00 to 1.00:00:00.")]
    [InlineData("Polling:Overlap", "-00:00:01", "Polling:Overlap is -00:00:01.")]
    [InlineData("Polling:InitialLookback", "31.00:00:00", "Polling:InitialLookback is 31.00:00:00.")]
    [InlineData("Polling:MaxSlice", "00:00:59", "Polling:MaxSlice is 00:00:59. Give a value from 00:01:00 to 1.00:00:00.")]
    [InlineData("Delivery:MaxPacingWait", "00:05:01", "Delivery:MaxPacingWait is 00:05:01.")]
    [InlineData("Delivery:FirstRetry", "00:00:00", "Delivery:FirstRetry is 00:00:00.")]
    [InlineData("Delivery:LongestRetry", "00:00:29", "Delivery:LongestRetry is 00:00:29. Give a value from 00:00:30 to 1.00:00:00.")]
    [InlineData("Delivery:GiveUpAfter", "7.00:00:01", "Delivery:GiveUpAfter is 7.00:00:01.")]
    [InlineData("Ledger:Retention", "1.00:00:00", "Ledger:Retention is 1.00:00:00. Give a value from 2.00:00:00 to 365.00:00:00.")]
    [InlineData("Polling:InitialLookback", "30.00:00:00", "Ledger:Retention is shorter than Polling:Overlap and Polling:InitialLookback together")]
    [InlineData("Cards:RunUrlTemplate", "http://a/{id}", "Cards:RunUrlTemplate is no address of a run. Give an https address with {id}")]
    [InlineData("Cards:RunUrlTemplate", "https://a/", "Cards:RunUrlTemplate is no address of a run.")]
    public void A_wrong_setting_is_named_with_its_mend(string key, string? value, string message)
    {
        IReadOnlyList<string> mistakes = Configured.MistakesWith((key, value));

        Assert.Contains(mistakes, mistake => mistake.StartsWith("WorkflowAlerts:", StringComparison.Ordinal) && mistake.Contains(message, StringComparison.Ordinal));
        Assert.DoesNotContain(mistakes, mistake => mistake.Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://169.254.169.254/latest")]
    [InlineData("https://2852039166/")]
    [InlineData("https://[::ffff:169.254.169.254]/")]
    [InlineData("https://[fd00:ec2::254]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://168.63.129.16/")]
    [InlineData("https://metadata.google.internal/")]
    [InlineData("https://METADATA.google.internal/")]
    [InlineData("https://metadata.google.internal./")]
    [InlineData("https://metadata.azure.internal/")]
    [InlineData("https://169.254.169.254./")]
    [InlineData("https://0xa9fea9fe/")]
    [InlineData("https://0251.0376.0251.0376/")]
    [InlineData("https://100.100.100.200/latest/meta-data")]
    [InlineData("https://192.0.0.192/")]
    [InlineData("https://[fd20:ce::254]/")]
    public void A_metadata_address_gets_no_secret(string address)
    {
        string message = Assert.Single(Configured.MistakesWith(("Tenants:socktown:BaseUrl", address)));

        Assert.Matches("^WorkflowAlerts:Tenants:socktown:BaseUrl points to .*, a cloud's metadata address", message);
        Assert.Contains("metadata address", Assert.Single(Configured.MistakesWith((Url, address))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:7071/x")]
    [InlineData("http://127.0.0.1/x")]
    [InlineData("http://127.8.8.8:80/x")]
    [InlineData("http://[::1]/x")]
    public void Plain_http_is_for_loopback(string address) =>
        Assert.Empty(Configured.MistakesWith((Url, address), ("Tenants:socktown:BaseUrl", address)));

    [Fact]
    public void Half_of_the_OAuth_credentials_is_not_enough()
    {
        IReadOnlyList<string> mistakes = Configured.MistakesWith(("Tenants:socktown:AccessToken", null), ("Tenants:socktown:ClientId", "id"));

        Assert.Equal(
            ["WorkflowAlerts:Tenants:socktown:ClientSecret is missing. Copy it from the API key's OAuth credentials.", "WorkflowAlerts:Tenants:socktown:TokenUrl is missing."],
            mistakes);
    }

    [Theory]
    [InlineData("https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?api-version=2016-06-01")]
    [InlineData("https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?api-version=2016-06-01&sv=1.0&sig=")]
    [InlineData("https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?api-version=2016-06-01&sig=%20")]
    [InlineData("https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?api-version=2016-06-01&xsig=s3cr3t")]
    [InlineData("https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?se=sig=s3cr3t")]
    [InlineData("https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke#sig=s3cr3t")]
    [InlineData("https://x.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/9f/triggers/manual/paths/invoke?api-version=1")]
    public void A_Teams_address_that_lost_its_sig_is_refused(string url) =>
        Assert.Contains("has lost its sig", Assert.Single(Configured.MistakesWith((Url, url), ("Destinations:data-team:Kind", "Teams"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://outlook.office.com/webhook/s3cr3t", "is an Office 365 connector; Microsoft switched them all off")]
    [InlineData("https://outlook.office365.com/webhook/s3cr3t@s3cr3t/IncomingWebhook/s3cr3t", "is an Office 365 connector")]
    [InlineData("https://acme.webhook.office.com/webhookb2/s3cr3t", "is an Office 365 connector")]
    [InlineData("https://teams.microsoft.com/l/channel/19%3as3cr3t%40thread.tacv2/General?groupId=s3cr3t", "is a link to a page in Teams")]
    [InlineData("https://teams.cloud.microsoft/l/channel/19%3as3cr3t", "is a link to a page in Teams")]
    [InlineData("https://teams.live.com/l/message/s3cr3t", "is a link to a page in Teams")]
    [InlineData("https://make.powerautomate.com/environments/Default-s3cr3t/flows/s3cr3t/details", "is a page on which flows are edited")]
    [InlineData("https://flow.microsoft.com/manage/environments/s3cr3t/flows/s3cr3t", "is a page on which flows are edited")]
    [InlineData("https://make.powerapps.com/environments/s3cr3t", "is a page on which flows are edited")]
    [InlineData("https://portal.azure.com/#@s3cr3t/resource/subscriptions/s3cr3t", "is a page on which flows are edited")]
    [InlineData("https://prod-01.logic.azure.com/workflows/s3cr3t?sig=s3cr3t", "is no address of a flow's trigger")]
    [InlineData("https://s3cr3t.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/s3cr3t/triggers/manual?sig=s3cr3t", "is no address of a flow's trigger")]
    public void What_is_no_address_of_a_flow_says_what_to_copy_instead(string url, string message)
    {
        string mistake = Assert.Single(Configured.MistakesWith((Url, url), ("Destinations:data-team:Kind", "Teams")));

        Assert.StartsWith($"WorkflowAlerts:{Url} {message}", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", mistake, StringComparison.Ordinal);
        Assert.Matches("Workflows > \"Send webhook alerts to a channel\"|whole URL from the flow's trigger", mistake);
    }

    [Theory]
    [InlineData("https://hooks.slack.com/services/xoxb-s3cr3t", "holds a token (xoxb-…), and a token is no webhook.")]
    [InlineData("https://hooks.slack.com/services/T0/B0/xoxp-s3cr3t", "holds a token (xoxp-…)")]
    [InlineData("https://hooks.slack.com/services/", "has lost a part.")]
    [InlineData("https://hooks.slack.com/services/T0s3cr3t", "has lost a part.")]
    [InlineData("https://hooks.slack.com/services/T0/B0", "has lost a part.")]
    [InlineData("https://hooks.slack.com/services/T0/B0/", "has lost a part.")]
    [InlineData("https://hooks.slack.com/services/T0//s3cr3t", "has lost a part.")]
    [InlineData("https://hooks.slack-gov.com/services/T0/B0", "has lost a part.")]
    [InlineData("https://hooks.slack.com/services/T0/B0/s3cr3t/s3cr3t", "has too many parts.")]
    [InlineData("https://app.slack.com/client/T0/C0s3cr3t", "is no incoming webhook")]
    [InlineData("https://acme.slack.com/archives/C0s3cr3t", "is no incoming webhook")]
    [InlineData("https://acme.slack.com/services/T0/B0/s3cr3t", "is no incoming webhook")]
    [InlineData("https://hooks.slack.com/", "is no incoming webhook")]
    public void What_is_no_incoming_webhook_says_what_to_copy_instead(string url, string message)
    {
        string mistake = Assert.Single(Configured.MistakesWith((Url, url)));

        Assert.StartsWith($"WorkflowAlerts:{Url} {message}", mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", mistake, StringComparison.Ordinal);
        Assert.Contains("https://hooks.slack.com/services/…", mistake, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://hooks.slack.com/services/T0/B0/s3c r3t")]
    [InlineData("https://hooks.slack.com/services/T0/\nB0/s3cr3t")]
    [InlineData("https://hooks.slack.com/ser\r\nvices/T0/B0/s3cr3t")]
    [InlineData("https://hooks.slack.com/services/T0/B0/s3cr3t\thttps://hooks.slack.com/services/T0/B0/s3cr3t")]
    [InlineData("https://hooks.slack.com/services/T0/B0/s3c\u00a0r3t")]
    [InlineData("https://hooks.slack.com/services/T0/B0/s3cr3t\u0007")]
    public void An_address_with_something_in_it_that_none_has_is_refused(string url) => Assert.Equal(
        $"WorkflowAlerts:{Url} has a blank or a line break in it. Copy the address again, as one line.", Assert.Single(Configured.MistakesWith((Url, url))));

    [Theory]
    [InlineData("  https://hooks.slack.com/services/T0/B0/s3cr3t\n")]
    [InlineData("https://hooks.slack.com/\u200bservices/T0/B0/s3cr3t\ufeff")]
    [InlineData("\u2060https://hooks.slack.com/services/T0/B0/s3c\u200dr3t")]
    [InlineData("https:\\/\\/hooks.slack.com\\/services\\/T0\\/B0\\/s3cr3t")]
    [InlineData("https://hooks.slack.com/services/T0/B0/s3cr3t/")]
    public void What_has_only_one_meaning_is_understood(string url) => Assert.Empty(Configured.MistakesWith((Url, url)));

    [Theory]
    [InlineData("&amp;")]
    [InlineData("&amp;amp;")]
    [InlineData("&#38;")]
    [InlineData("&#x26;")]
    [InlineData("\\u0026")]
    public void An_ampersand_that_was_escaped_is_an_ampersand(string and)
    {
        string url = $"https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?api-version=2016-06-01{and}sp=%2Ftriggers%2Fmanual%2Frun{and}sv=1.0{and}sig=aB3";

        Assert.Empty(Configured.MistakesWith((Url, url), ("Destinations:data-team:Kind", "Teams")));
        Assert.Equal(
            "https://prod-01.logic.azure.com/workflows/9f/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=aB3",
            ADestination.Teams(url).Url.Reveal().OriginalString);
    }

    [Fact]
    public void Two_people_with_one_name_in_Teams_could_not_be_told_apart()
    {
        (string, string?)[] Owner(int i, int j, string name, string id) => [($"Owners:{i}:Teams:{j}:Name", name), ($"Owners:{i}:Teams:{j}:Id", id)];

        Assert.Equal(
            ["WorkflowAlerts:Owners:1:Teams:1:Name is the name of somebody else as well, in Owners:0:Teams:0. Teams could not tell them apart on one card: give each a name of their own."],
            Configured.MistakesWith([.. Owner(0, 0, "Alex Kim", "alex.kim@contoso.com"), .. Owner(1, 0, "Jane Doe", "jane@contoso.com"), .. Owner(1, 1, "ALEX KIM", "alex.kim2@contoso.com")]));
        Assert.Empty(Configured.MistakesWith([.. Owner(0, 0, "Alex Kim", "alex.kim@contoso.com"), .. Owner(1, 0, "Alex Kim", "Alex.Kim@contoso.com")]));
    }

    [Theory]
    [InlineData("has both To and Mute", "To:0", "data-team", "Mute", "true")]
    [InlineData("has both Mute and Continue", "Mute", "true", "Continue", "true")]
    [InlineData("can never match: a manual stop has no attribution", "ManualStop", "true", "Attribution", "platform")]
    [InlineData("Outcome is succeeded, which no route can ask for", "Outcome", "succeeded", "Mute", "true")]
    public void A_route_that_contradicts_itself_is_refused(string message, string key, string value, string otherKey, string otherValue) =>
        Assert.Contains(Configured.MistakesWith(($"Routes:0:{key}", value), ($"Routes:0:{otherKey}", otherValue)), mistake => mistake.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void There_are_200_destinations_at_most()
    {
        (string, string?)[] more = [.. Enumerable.Range(0, 200).SelectMany(i => new (string, string?)[] { ($"Destinations:d{i}:Kind", "Slack"), ($"Destinations:d{i}:WebhookUrl", "http://[::1]/") })];

        Assert.Equal(["WorkflowAlerts:Destinations has 201 entries; at most 200 are possible."], Configured.MistakesWith(more));
        Assert.Empty(Configured.MistakesWith(more[2..]));
    }

    [Fact]
    public void Nothing_at_all_says_what_is_needed() =>
        Assert.Equal(
            [
                "WorkflowAlerts:Tenants is empty. Name at least one Amperity tenant.",
                "WorkflowAlerts:Destinations is empty. Name at least one Slack or Teams webhook.",
                "WorkflowAlerts:DefaultTo is empty. Name at least one destination for what no route matches, so that nothing is dropped.",
            ],
            Configured.Mistakes(Configured.From([])));
}
