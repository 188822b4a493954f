using WorkflowAlerts.Telling;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Cli;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Validating;

namespace WorkflowAlerts.Tests.Cli;

public sealed class LocalSettingsTests
{
    [Fact]
    public void The_values_of_local_settings_become_settings_by_their_sections()
    {
        IConfiguration settings = Load("""{ "IsEncrypted": false, "Values": { "WorkflowAlerts__DefaultTo__0": "data-team", "PollSchedule": "0 * * * * *" } }""");

        Assert.Equal("data-team", settings["WorkflowAlerts:DefaultTo:0"]);
        Assert.Equal("0 * * * * *", settings["PollSchedule"]);
    }

    [Fact]
    public void A_file_with_sections_is_read_as_it_is() =>
        Assert.Equal("data-team", Load("""{ "WorkflowAlerts": { "DefaultTo": ["data-team"] } }""")["WorkflowAlerts:DefaultTo:0"]);

    [Theory]
    [InlineData("""{ "$schema": "./workflow-alerts.schema.json", "WorkflowAlerts": { "DefaultTo": ["data-team"] } }""")]
    [InlineData("""{ "$schema": "./workflow-alerts.schema.json", "Values": { "WorkflowAlerts__DefaultTo__0": "data-team" } }""")]
    public void A_file_may_name_its_schema(string json)
    {
        IConfiguration settings = Load(json);

        Assert.Equal("data-team", settings["WorkflowAlerts:DefaultTo:0"]);
        Assert.Empty(SectionReader.Read(settings.GetSection(WorkflowAlertsOptions.Section), typeof(WorkflowAlertsOptions)).Mistakes);
    }

    [Theory]
    [InlineData("""{ "IsEncrypted": true, "Values": {} }""", "func settings decrypt")]
    [InlineData("""{ "Values": [] }""", "Values in")]
    [InlineData("""{ "Values": { "WorkflowAlerts": { } } }""", "one line a setting")]
    [InlineData("{\n \"Values\": ", "local.settings.json, line 2: this is no JSON. Expected")]
    [InlineData("""{ "PollSchedule": "0 * * * * *", "pollSchedule": "0 0 * * * *" }""", "A duplicate key 'pollSchedule' was found.")]
    public void A_file_that_cannot_be_used_says_why(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<UsageException>(() => Load(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("nowhere.json", Assert.Throws<UsageException>(() => LocalSettings.Load("nowhere.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("every minute")]
    [InlineData("")]
    [InlineData("99 * * * * *")]
    public void A_schedule_that_is_no_ncrontab_expression_is_quoted_with_an_example(string schedule) =>
        Assert.Contains($"\"{schedule}\" is no NCRONTAB expression", Assert.Throws<UsageException>(() => PollTimer.Parse(schedule)).Message, StringComparison.Ordinal);

    private static IConfiguration Load(string json)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "local.settings.json");
        File.WriteAllText(path, json);
        return LocalSettings.Load(path);
    }
}
