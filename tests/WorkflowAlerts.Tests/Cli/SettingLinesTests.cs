using WorkflowAlerts.Cli.Hosting;

namespace WorkflowAlerts.Tests.Cli;

public sealed class SettingLinesTests : IDisposable
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

    private string Found(string mistake, string json)
    {
        File.WriteAllText(_file, json);
        return Assert.Single(SettingLines.With(_file, [mistake]));
    }
}
