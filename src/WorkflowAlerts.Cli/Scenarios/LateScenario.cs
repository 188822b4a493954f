namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class LateScenario : Scenario
{
    public override string Name => "late";

    public override string About => "The platform team asked for late runs: one takes longer than in the last two weeks, one does not start at its usual time, one fails while it runs; each is told once, and one that is on time is not told.";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Routes:0:Late"] = "true" };

    public override void Before(Stage stage)
    {
        stage.Ran("Hangs", days: 14, at: "06:00", took: TimeSpan.FromMinutes(18));
        stage.Ran("On time", days: 14, at: "06:02", took: TimeSpan.FromMinutes(40));
        stage.Ran("Does not start", days: 14, at: "06:17", took: TimeSpan.FromMinutes(5));
    }

    public override async Task Play(Stage stage)
    {
        string hangs = stage.Begins("Hangs");
        await stage.Until("06:02", CancellationToken.None);
        string onTime = stage.Begins("On time");
        await stage.Until("06:10", CancellationToken.None);
        string half = stage.Begins("Half of it");
        stage.Becomes(half, "Running with failures");
        await stage.Until("06:40", CancellationToken.None);
        stage.Expect("Fri 06:15 platform-oncall: Workflow is failing while it runs: Half of it in socktown");
        stage.Ends(onTime);
        await stage.Until("07:30", CancellationToken.None);
        stage.Expect("Fri 06:50 platform-oncall: Workflow takes longer than usual: Hangs in socktown");
        stage.Expect("Fri 06:50 platform-oncall: Workflow did not start at its usual time: Does not start in socktown");
        stage.Ends(hangs);
        stage.Ends(half);
        stage.Ends(stage.Begins("Does not start"));
        await stage.Until("08:30", CancellationToken.None);
    }
}
