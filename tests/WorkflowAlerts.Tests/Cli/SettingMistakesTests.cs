using WorkflowAlerts.Telling;
using WorkflowAlerts.Cli.Hosting;

namespace WorkflowAlerts.Tests.Cli;

public sealed class SettingMistakesTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("WorkflowAlerts:Routes:0:To:1 names nobody.", 7)]
    [InlineData("WorkflowAlerts:Routes:1:Attribution is wrong.", 9)]
    [InlineData("WorkflowAlerts:Destinations:data-team:Kind is missing.", 4)]
    [InlineData("WorkflowAlerts:DefaultTo is empty.", 2)]
    public void A_mistake_is_found_in_its_line_or_in_that_of_what_it_belongs_to(string mistake, int line) => Assert.Equal($"{_file}, line {line}: {mistake}", Found(mistake, """
        // Settings
        { "WorkflowAlerts": {
            /* a comment
               of two lines */ "Destinations": { "data_team": {} },
            "Routes": [
              { "To": [ "a",
                        "nobody", ] },
              {
                "Attribution": "wrong" }
            ] } }
        """));

    [Fact]
    public void Flat_settings_of_the_Functions_tools_are_found_too() => Assert.Equal(
        $"{_file}, line 3: WorkflowAlerts:Destinations:data-team:Kind is wrong.",
        Found("WorkflowAlerts:Destinations:data-team:Kind is wrong.", """
            { "IsEncrypted": false, "Values": {
              "AzureWebJobsStorage": "x",
              "WorkflowAlerts__Destinations__data_team__Kind": "wrong"
            } }
            """));

    [Fact]
    public void What_the_file_does_not_have_is_told_without_a_line() => Assert.Equal("Other:Thing is wrong.", Found("Other:Thing is wrong.", "{}"));

    [Fact]
    public void Of_two_files_the_later_one_has_the_mistake_where_both_have_the_setting()
    {
        string before = Path.GetTempFileName();
        File.WriteAllText(before, """
            { "WorkflowAlerts": { "DefaultTo": ["x"],
              "Polling": { "Overlap": "x" } } }
            """);

        Assert.Equal($"{_file}, line 1: WorkflowAlerts:DefaultTo:0 is wrong.", Found("WorkflowAlerts:DefaultTo:0 is wrong.", """{ "WorkflowAlerts": { "DefaultTo": ["y"] } }""", before));
        Assert.Equal($"{before}, line 2: WorkflowAlerts:Polling:Overlap is wrong.", Found("WorkflowAlerts:Polling:Overlap is wrong.", """{ "WorkflowAlerts": { "Polling": {} } }""", before));
        File.Delete(before);
    }

    [Fact]
    public void Where_there_are_no_settings_at_all_that_is_the_mistake() => Assert.Collection(
        SettingMistakes.Of(["WorkflowAlerts:Tenants is empty."], [], environment: false),
        first => Assert.StartsWith($"There are no settings here: {Directory.GetCurrentDirectory()} has no local.settings.json,", first, StringComparison.Ordinal),
        second => Assert.StartsWith("Copy local.settings.sample.json", second, StringComparison.Ordinal));

    private string Found(string mistake, string json, params string[] before)
    {
        File.WriteAllText(_file, json);
        string[] said = [.. SettingMistakes.Of([mistake], [.. before, _file], "mine", environment: false)];
        Assert.Equal("The configuration (mine) has mistakes:", said[0]);
        return Assert.Single(said[1..])["  - ".Length..];
    }
}
