using WorkflowAlerts.Telling;
using CsCheck;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Validating;

public sealed class SectionReaderTests
{
    [Theory]
    [InlineData("Polling:Overlapp", "00:10:00", "Polling:Overlapp is not a setting. WorkflowAlerts:Polling knows Schedule, Overlap, InitialLookback, MaxSlice, FanOutFrom.")]
    [InlineData("Rules:0:To:0", "x", "Rules is not a setting. WorkflowAlerts knows Tenants, Destinations, Routes,")]
    [InlineData("Routes:0:Atribution", "platform", "Routes:0:Atribution is not a setting. WorkflowAlerts:Routes:0 knows Attribution, Outcome,")]
    [InlineData("Tenants:socktown:Token", "s3cr3t", "Tenants:socktown:Token is not a setting. WorkflowAlerts:Tenants:socktown knows BaseUrl,")]
    [InlineData("Unreadable:0", "s3cr3t", "Unreadable is not a setting.")]
    [InlineData("Destinations:https://hooks.slack.com/services/s3cr3t:Kind", "Slack", "Destinations:https:… is not a setting.")]
    [InlineData("Polling:Overlap", "ten minutes", "Polling:Overlap is not a time span. Write it as [d.]hh:mm:ss, for example 00:10:00.")]
    [InlineData("Polling:Overlap", "00:61:00", "Polling:Overlap is not a time span.")]
    [InlineData("Tenants:socktown:PageSize", "many", "Tenants:socktown:PageSize is not a whole number.")]
    [InlineData("Tenants:socktown:PageSize", "99999999999", "Tenants:socktown:PageSize is not a whole number.")]
    [InlineData("Tenants:socktown:PageSize", " ", "Tenants:socktown:PageSize is not a whole number.")]
    [InlineData("Cards:ShowEmail", "yes", "Cards:ShowEmail is not true or false.")]
    [InlineData("Routes:0:ManualStop", "1", "Routes:0:ManualStop is not true or false.")]
    [InlineData("Destinations:data-team:Kind", "Discord", "Destinations:data-team:Kind is no kind of chat. Give Slack or Teams.")]
    [InlineData("Routes:0:Attribution", "s3cr3t", "Routes:0:Attribution is not one of none, customer, platform.")]
    [InlineData("Routes:0:Attribution", "1", "Routes:0:Attribution is not one of none, customer, platform.")]
    [InlineData("Routes:0:Attribution", "+1", "Routes:0:Attribution is not one of none, customer, platform.")]
    [InlineData("Routes:0:Attribution", " ", "Routes:0:Attribution is not one of none, customer, platform.")]
    [InlineData("Routes:0:Outcome", "failed,canceled", "Routes:0:Outcome is not one of failed, canceled.")]
    [InlineData("Destinations:data-team:WebhookUrl", "@Microsoft.KeyVault(VaultName=v;SecretName=s3cr3t)", "Destinations:data-team:WebhookUrl is a Key Vault reference that was not resolved.")]
    [InlineData("Tenants:socktown:PageSize", " @microsoft.keyvault(SecretUri=https://v/s3cr3t)", "Tenants:socktown:PageSize is a Key Vault reference that was not resolved.")]
    [InlineData("Destinations:data-team:Headers:X-Y", "@Microsoft.KeyVault(VaultName=v;SecretName=s3cr3t)", "Destinations:data-team:Headers:X-Y is a Key Vault reference")]
    [InlineData("Operations", "s3cr3t", "Operations is a single value. Give a list: WorkflowAlerts:Operations:0,")]
    [InlineData("Routes:0:To", "s3cr3t", "Routes:0:To is a single value. Give a list")]
    [InlineData("Routes:0", "s3cr3t", "Routes:0 is a single value. Give WorkflowAlerts:Routes:0:Attribution and so on")]
    [InlineData("Destinations:other", "https://hooks.slack.com/services/s3cr3t", "Destinations:other is a single value. Give WorkflowAlerts:Destinations:other:Kind and so on, or a JSON object; it knows Kind, WebhookUrl,")]
    [InlineData("Polling", "s3cr3t", "Polling is a single value.")]
    [InlineData("Polling:Schedule:0", "s3cr3t", "Polling:Schedule takes a single value, not a list or an object.")]
    [InlineData("DefaultTo:0:0", "s3cr3t", "DefaultTo:0 takes a single value, not a list or an object.")]
    public void A_key_or_value_that_no_setting_takes_is_named(string key, string value, string message)
    {
        IReadOnlyList<string> mistakes = Configured.MistakesWith((key, value));

        Assert.Contains(mistakes, mistake => mistake.StartsWith("WorkflowAlerts:" + message, StringComparison.Ordinal));
        Assert.DoesNotContain(mistakes, mistake => mistake.Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Fact]
    public void A_section_that_is_a_single_value_is_named() =>
        Assert.StartsWith(
            "WorkflowAlerts is a single value.", Configured.Mistakes(Configured.From([KeyValuePair.Create("WorkflowAlerts", (string?)"s3cr3t")]))[0], StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        IReadOnlyList<string> mistakes = Configured.MistakesWith(
            ("Polling:Overlap", "soon"), ("Polling:Speed", "fast"), ("Tenants:socktown:BaseUrl", "http://a.example"), ("Destinations:data-team:Kind", "Teams"),
            ("Routes:0:To:0", "nobody"), ("Operations:0", "@Microsoft.KeyVault(x)"));

        string[] paths = ["Operations:0", "Polling:Overlap", "Polling:Speed", "Tenants:socktown:BaseUrl", "Destinations:data-team:WebhookUrl", "Routes:0:To:0"];
        Assert.Equal(paths.Select(path => $"WorkflowAlerts:{path}").Order(), mistakes.Select(mistake => mistake[..mistake.IndexOf(' ', StringComparison.Ordinal)]).Order());
    }

    [Theory]
    [InlineData("Destinations:data-team:Kind", "Discord")]
    [InlineData("Destinations:data-team:WebhookUrl", "@Microsoft.KeyVault(x)")]
    [InlineData("Tenants:socktown:AccessToken", "@Microsoft.KeyVault(x)")]
    [InlineData("Tenants:socktown:BaseUrl", "@Microsoft.KeyVault(x)")]
    [InlineData("DefaultTo:0", "@Microsoft.KeyVault(x)")]
    public void What_cannot_be_read_is_not_said_to_be_missing_as_well(string key, string value) =>
        Assert.StartsWith($"WorkflowAlerts:{key} is ", Assert.Single(Configured.MistakesWith((key, value))), StringComparison.Ordinal);

    [Fact]
    public void A_destination_of_which_nothing_can_be_read_is_still_known_by_its_name() => Assert.StartsWith(
        "WorkflowAlerts:Destinations:data-team:Kind is a Key Vault reference",
        Assert.Single(Configured.MistakesWith(("Destinations:data-team:Kind", "@Microsoft.KeyVault(x)"), ("Destinations:data-team:WebhookUrl", null))), StringComparison.Ordinal);

    [Fact]
    public void Any_keys_and_values_are_bound_or_refused_and_no_value_is_told()
    {
        Gen<string> part = Gen.OneOf(
            Gen.OneOf(
                "Tenants", "socktown", "BaseUrl", "AccessToken", "ClientId", "PageSize", "ApiVersion", "Destinations", "data-team", "Kind", "WebhookUrl", "Headers", "X-Y", "Pacing",
                "Burst", "Interval", "Routes", "0", "1", "-1", "x", "", "To", "Attribution", "Outcome", "Mute", "DefaultTo", "Operations", "Polling", "Overlap", "Cards", "Ledger"),
            AnyText.Short);
        Gen<string> path = Gen.OneOf(
            part.Array[1, 5].Select(parts => string.Join(':', parts)),
            Gen.OneOf(
                "Tenants:socktown:PageSize", "Tenants:socktown:ApiVersion", "Destinations:data-team:Kind", "Destinations:data-team:Headers:X-Y", "Destinations:data-team:Pacing:Interval",
                "Destinations:data-team:WebhookUrl", "Routes:0:Attribution", "Routes:0:To:0", "Routes:0:Mute", "Routes", "Polling:Overlap", "Cards:ShowEmail"));
        Gen<string?> value = Gen.OneOf(
            Gen.OneOf<string?>(null, "", " ", "0", "1", "-1", "true", "Slack", "failed,canceled", "00:00:01", "99999999.00:00:00", "1e9", "#1", "https://[", "http://[::1]/", "data-team"),
            Gen.Select(AnyText.Short, AnyText.Short).Select((before, after) => (string?)(before + "/s3cr3t" + after)));

        Gen.Select(path, value).Array[1, 6].Sample(
            settings =>
            {
                Dictionary<string, string?> all = Configured.Good();
                foreach ((string key, string? text) in settings)
                {
                    all[$"WorkflowAlerts:{key}"] = text;
                }

                Assert.DoesNotContain(Configured.Mistakes(Configured.From(all)), mistake => mistake.Contains("s3cr3t", StringComparison.Ordinal));
            },
            iter: 10_000);
    }
}
