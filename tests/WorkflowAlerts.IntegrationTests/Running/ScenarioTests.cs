using System.Globalization;
using System.Text;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.Cli.Scenarios;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class ScenarioTests
{
    public static TheoryData<string> Names { get; } = new(Scenario.All.Keys);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_scenario_brings_exactly_the_messages_it_must_and_its_replay_the_same(string name)
    {
        await using Stage stage = await Stage.Set(Scenario.All[name], verbose: false, Stop);
        await Scenario.All[name].Play(stage);

        Assert.Equal(stage.Expected, stage.Arrived);
        Assert.NotEmpty(stage.Arrived);

        // That a run failed while it went on, no history tells. Where the stage leaves out nights and days, a replay is some minutes earlier.
        int time = name is "weekly" or "quiet-hours" ? "Fri 06:01 ".Length : 0;
        Assert.Equal(
            stage.Expected.Where(message => !message.Contains("is failing while it runs", StringComparison.Ordinal)).Select(message => message[time..]).Order(),
            (await Replayed(stage)).Select(message => message[time..]).Order());
    }

    private static async Task<IEnumerable<string>> Replayed(Stage stage)
    {
        List<WorkflowRun> runs = [];
        foreach (SimulatedRun run in stage.Runs)
        {
            using MemoryStream wire = new(Encoding.UTF8.GetBytes(RunJson.Listed(run).ToJsonString()));
            runs.Add(await RunPageParser.ParseRun(wire, Stage.Tenant, Stop));
        }

        (DateTimeOffset from, DateTimeOffset to) = stage.Span;
        await using Replay replay = new(stage.Settings, new PastRuns { Tenants = [Stage.Tenant], ReadFrom = from.AddMinutes(-1), From = from, To = to, Runs = runs }, verbose: false);
        ReplayResult result = await replay.Run(everyTick: false, _ => { }, Stop);
        return result.Messages.Select(message => $"{message.At.UtcDateTime.ToString("ddd HH:mm", CultureInfo.InvariantCulture)} {message.Destination}: {message.Headline}");
    }
}
