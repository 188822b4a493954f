using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Tests.Chats;
using WorkflowAlerts.Validating;

namespace WorkflowAlerts.Tests.Validating;

/// <summary>The configuration as the composition binds and validates it.</summary>
internal static class Configured
{
    public static WorkflowAlertsOptions Options(IConfiguration configuration)
    {
        SectionReader reader = SectionReader.Read(configuration.GetSection(WorkflowAlertsOptions.Section), typeof(WorkflowAlertsOptions));
        WorkflowAlertsOptions options = new();
        reader.Readable.Bind(options);
        options.Unreadable = reader.Mistakes;
        return options;
    }

    public static IReadOnlyList<string> Mistakes(IConfiguration configuration)
    {
        ValidateOptionsResult result = new WorkflowAlertsOptionsValidator(TheChats.Kinds).Validate(null, Options(configuration));
        Assert.Equal(result.Failed, result.Failures is not null);
        return [.. result.Failures ?? []];
    }

    /// <summary>The mistakes of a small good configuration with some settings added, changed or, where the value is null, left out.</summary>
    public static IReadOnlyList<string> MistakesWith(params (string Key, string? Value)[] changes)
    {
        Dictionary<string, string?> settings = Good();
        foreach ((string key, string? value) in changes)
        {
            settings[$"WorkflowAlerts:{key}"] = value;
        }

        return Mistakes(From(settings.Where(setting => setting.Value is not null)));
    }

    public static IConfiguration From(IEnumerable<KeyValuePair<string, string?>> settings) => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();

    public static IConfiguration Json(string section) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes($$"""{"WorkflowAlerts":{{section}}}"""))).Build();

    public static Dictionary<string, string?> Good() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["WorkflowAlerts:Tenants:socktown:BaseUrl"] = "https://socktown.amperity.com/api",
        ["WorkflowAlerts:Tenants:socktown:AccessToken"] = "s3cr3t-token",
        ["WorkflowAlerts:Destinations:data-team:Kind"] = "Slack",
        ["WorkflowAlerts:Destinations:data-team:WebhookUrl"] = "https://hooks.slack.com/services/T0/B0/s3cr3t",
        ["WorkflowAlerts:DefaultTo:0"] = "data-team",
    };
}
