using WorkflowAlerts.Telling;
using CsCheck;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Tests.Chats;
using WorkflowAlerts.Tests.Validating;
using WorkflowAlerts.Validating;

namespace WorkflowAlerts.Tests.Fuzzing;

public sealed class ConfigurationFuzzTests
{
    private static readonly KeyValuePair<string, string?>[] s_good =
    [
        new("AzureWebJobsStorage", "UseDevelopmentStorage=true"),
        new("PollSchedule", "0 * * * * *"),
        new("WorkflowAlerts:Tenants:socktown:BaseUrl", "https://socktown.amperity.com/api"),
        new("WorkflowAlerts:Tenants:socktown:AccessToken", "s3cr3t-token"),
        new("WorkflowAlerts:Tenants:socktown:PageSize", "100"),
        new("WorkflowAlerts:Destinations:data-team:Kind", "Slack"),
        new("WorkflowAlerts:Destinations:data-team:WebhookUrl", "https://hooks.slack.com/services/T0/B0/s3cr3t"),
        new("WorkflowAlerts:Destinations:data-team:Headers:X-Key", "v"),
        new("WorkflowAlerts:Destinations:data-team:Pacing:Interval", "00:00:01"),
        new("WorkflowAlerts:Destinations:oncall:Kind", "Teams"),
        new("WorkflowAlerts:Destinations:oncall:WebhookUrl", "https://x.logic.azure.com/workflows/a/triggers/manual/paths/invoke?sig=s"),
        new("WorkflowAlerts:Routes:0:Attribution", "platform"),
        new("WorkflowAlerts:Routes:0:Name", "Daily *"),
        new("WorkflowAlerts:Routes:0:To:0", "oncall"),
        new("WorkflowAlerts:DefaultTo:0", "data-team"),
        new("WorkflowAlerts:Polling:Overlap", "00:10:00"),
        new("WorkflowAlerts:Delivery:FirstRetry", "00:00:05"),
        new("WorkflowAlerts:Ledger:Retention", "30.00:00:00"),
        new("WorkflowAlerts:Heartbeat:Url", "https://hc-ping.com/x"),
    ];

    private static readonly Gen<string> s_value = Gen.Frequency((3, Gen.OneOf([.. Damage.Hostile.Select(Gen.Const)])), (1, Gen.String), (1, Gen.OneOf([.. s_good.Select(setting => Gen.Const(setting.Value!))])));

    private static readonly Gen<KeyValuePair<string, string?>[]> s_damaged = Gen.Select(Gen.Int[0, s_good.Length - 1], Gen.Int[0, 5], s_value).List[1, 4].Select(Edit);

    [Fact]
    public void A_damaged_configuration_is_taken_or_refused_by_name_and_what_is_taken_can_be_composed() => s_damaged.Sample(TakenOrRefused, iter: Damage.Inputs);

    private static void TakenOrRefused(KeyValuePair<string, string?>[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        WorkflowAlertsOptions options = Configured.Options(configuration);
        ValidateOptionsResult result = new WorkflowAlertsOptionsValidator(TheChats.Kinds).Validate(null, options);
        if (result.Failed)
        {
            // A secret in the place of a name cannot be told from a name.
            bool secretAsName = settings.Any(setting => setting.Key.Contains("s3cr3t", StringComparison.Ordinal) || (setting.Value?.Contains("s3cr3t", StringComparison.Ordinal) == true && !s_good.Contains(setting)));
            Assert.All(result.Failures, failure => Assert.Contains("WorkflowAlerts", failure, StringComparison.Ordinal));
            Assert.All(result.Failures, failure => Assert.False(!secretAsName && failure.Contains("s3cr3t", StringComparison.Ordinal), failure));
            return;
        }

        _ = new Destinations(Options.Create(options), TheChats.Kinds).All.ToArray();
        _ = new Router(Options.Create(options));
    }

    private static KeyValuePair<string, string?>[] Edit(IEnumerable<(int At, int Kind, string Value)> edits)
    {
        Dictionary<string, string?> settings = new(s_good, StringComparer.OrdinalIgnoreCase);
        foreach ((int at, int kind, string value) in edits)
        {
            string key = s_good[at].Key;
            switch (kind)
            {
                case 0 or 1:
                    settings[key] = value;
                    break;
                case 2:
                    settings.Remove(key);
                    break;
                case 3:
                    settings[$"{key}:{value}"] = value;
                    break;
                case 4:
                    settings[ConfigurationPath.GetParentPath(key) is { } parent ? $"{parent}:{value}" : value] = value;
                    break;
                default:
                    settings[key] = null;
                    break;
            }
        }

        return [.. settings];
    }
}
