namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class StormScenario : Scenario
{
    public override string Name => "storm";

    public override string About => "A platform outage ends 400 runs of 40 workflows within a minute: three cards tell of all of them, the largest group first.";

    public override async Task Play(Stage stage)
    {
        for (int run = 0; run < 400; run++)
        {
            stage.Fails($"Courier {run % 40:00}", error: "amperity.compute.spark/executor-lost", message: "The Spark cluster lost its executors.");
        }

        await stage.Until("06:10", CancellationToken.None);
        stage.Expect("Fri 06:01 platform-oncall: 400 workflow runs failed or were canceled: socktown");
        stage.Expect("Fri 06:01 platform-oncall: 400 workflow runs failed or were canceled: socktown");
        stage.Expect("Fri 06:01 platform-oncall: 400 workflow runs failed or were canceled: socktown");
    }
}
