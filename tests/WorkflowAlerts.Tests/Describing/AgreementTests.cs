using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Tests.Validating;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>The schema and the program's own check agree, where a schema can say it.</summary>
public sealed class AgreementTests
{
    private static readonly string[] s_values =
    [
        "0", "1", "5", "10", "11", "600", "601", "1000", "1001", "-1", "2.5", "many", "00:10:00", "00:00:01", "1.00:00:00", "10:00", "soon", "-00:10:00", "true", "false", "yes", "failed", "canceled", "succeeded", "overdue",
        "customer", "platform", "none", "nobody", "Slack", "Teams", "Discord", "mon", "sun", "mon-fri", "someday", "08:00", "23:59", "24:00", "24:01", "8:00", "https://a.example/x", "http://127.0.0.1/", "ftp://a.example", "a.example",
        "https://a.example/{id}", "2024-04-01", "unstable", "latest", "U012AB3CD", "@jane",
    ];

    public static TheoryData<string> Paths { get; } =
    [
        "Tenants:socktown:BaseUrl", "Tenants:socktown:ApiVersion", "Tenants:socktown:RequestsPerSecond", "Tenants:socktown:PageSize", "Destinations:data-team:Kind", "Destinations:data-team:WebhookUrl",
        "Destinations:data-team:Pacing:Burst", "Destinations:data-team:Pacing:Interval", "Destinations:data-team:Weekly:Enabled", "Destinations:data-team:Weekly:Day", "Destinations:data-team:Weekly:Time",
        "Routes:0:Attribution", "Routes:0:Outcome", "Routes:0:ManualStop", "Routes:0:Continue", "Routes:0:Late", "Routes:0:Hold", "Routes:0:Quiet:0:Days:0", "Routes:0:Quiet:0:From", "Routes:0:Quiet:0:To",
        "Owners:0:Slack:0", "Polling:Overlap", "Polling:MaxSlice", "Delivery:FirstRetry", "Digest:Threshold", "Digest:MaxCards", "Cascade:Enabled", "Cascade:Rules:0:Within", "Details:MaxPerMinute", "Details:Timeout",
        "Late:Margin", "Ledger:Retention", "Cards:RunUrlTemplate", "Cards:ShowEmail", "Heartbeat:Url",
    ];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Whatever_the_schema_refuses_the_program_refuses(string path) => Assert.All(s_values, value =>
    {
        // A bare number of days is most often meant as something else, so editors warn of it.
        bool isDays = value.All(char.IsAsciiDigit) && Mistakes(path, "soon").Any(mistake => mistake.Contains("is not a time span", StringComparison.Ordinal));
        Assert.True(isDays || Verdict.Of(Flat(path, value)).Count == 0 || Mistakes(path, value).Count > 0, $"The schema refuses {path} = {value}, and the program takes it.");
    });

    [Theory]
    [InlineData("Tenants:socktown:RequestsPerSecond", 1, 10)]
    [InlineData("Tenants:socktown:PageSize", 1, 1000)]
    [InlineData("Destinations:data-team:Pacing:Burst", 1, 1000)]
    [InlineData("Polling:FanOutFrom", 0, 100_000)]
    [InlineData("Digest:Threshold", 1, 1000)]
    [InlineData("Digest:MaxCards", 1, 10)]
    [InlineData("Details:MaxPerMinute", 1, 600)]
    public void A_number_has_the_same_limits_in_both(string path, int least, int most) => Assert.All([least - 1, least, most, most + 1], number =>
    {
        bool isWithin = number >= least && number <= most;
        Assert.Equal(isWithin, Mistakes(path, $"{number}").Count == 0);
        Assert.Equal(isWithin, Verdict.Of(Flat(path, $"{number}")).Count == 0);
        Assert.Equal(isWithin, Verdict.OfSection(Nested(path, number)).Count == 0);
    });

    [Theory]
    [InlineData("data-team")]
    [InlineData("data_team")]
    [InlineData("A1")]
    [InlineData("data team")]
    [InlineData("data--team")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a.b")]
    [InlineData("ä")]
    [InlineData("123456789-123456789-123456789-123456789-123456789-1234567890")]
    [InlineData("123456789-123456789-123456789-123456789-123456789-12345678901")]
    public void A_name_is_good_for_both_or_for_neither(string name)
    {
        Assert.Equal(Mistakes($"Destinations:{name}:Pacing:Burst", "1").Any(mistake => mistake.Contains("is no usable name", StringComparison.Ordinal)), Verdict.OfSection(Nested($"Destinations:{name}:Pacing:Burst", 1)).Count > 0);
        Assert.Equal(Mistakes($"Tenants:{name}:PageSize", "1").Any(mistake => mistake.Contains("is no tenant id", StringComparison.Ordinal)), Verdict.OfSection(Nested($"Tenants:{name}:PageSize", 1)).Count > 0);
    }

    [Fact]
    public void Every_number_is_among_those() => Assert.Equal(7, SettingsSchema.Generate().Split("\"maximum\":").Length / 2);

    private static IReadOnlyList<string> Mistakes(string path, string value)
    {
        Dictionary<string, string?> settings = Configured.Good();
        (string, string)[] others =
        [
            ("Routes:0:To:0", "data-team"), .. path.Contains("Quiet", StringComparison.Ordinal) ? [("Routes:0:Quiet:0:Days:0", "mon"), ("Routes:0:Quiet:0:From", "07:00"), ("Routes:0:Quiet:0:To", "07:30")] : Array.Empty<(string, string)>(),
            .. path.Contains("Cascade:Rules", StringComparison.Ordinal) ? [("Cascade:Rules:0:From", "a"), ("Cascade:Rules:0:To:0", "b")] : Array.Empty<(string, string)>(),
        ];
        foreach ((string key, string other) in others.Append((path, value)))
        {
            settings[$"WorkflowAlerts:{key}"] = other;
        }

        return Configured.Mistakes(Configured.From(settings));
    }

    private static string Flat(string path, string value) => new JsonObject { ["Values"] = new JsonObject { [$"WorkflowAlerts__{path.Replace(":", "__", StringComparison.Ordinal)}"] = value } }.ToJsonString();

    private static string Nested(string path, int value) => path.Split(':').Reverse().Aggregate((JsonNode)value, (inner, name) => new JsonObject { [name] = inner }).ToJsonString();
}
