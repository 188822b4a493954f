using WorkflowAlerts.Cli.Scenarios;

namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names { get; } = new(Scenario.All.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_brings_exactly_the_messages_it_must(string name)
    {
        ScenarioSummary summary = await ScenarioSummary.Of(Scenario.All[name], verbose: false, TestContext.Current.CancellationToken);

        Assert.Equal(summary.Expected, summary.Arrived);
        Assert.NotEmpty(summary.Arrived);
        Assert.InRange(summary.Seconds, 0, 30);
    }
}
