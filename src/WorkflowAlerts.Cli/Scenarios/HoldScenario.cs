namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class HoldScenario : Scenario
{
    public override string Name => "hold";

    public override string About => "Platform errors wait ten minutes for a rerun: one heals and is told as that, one fails again and is told at once, one stays and is told when its time is up.";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Routes:0:Hold"] = "00:10:00" };

    public override async Task Play(Stage stage)
    {
        stage.Fails("Heals");
        stage.Fails("Fails again");
        stage.Fails("Stays");
        await stage.Until("06:05", CancellationToken.None);
        stage.Succeeds("Heals");
        stage.Fails("Fails again");
        await stage.Until("06:30", CancellationToken.None);
        stage.Expect("Fri 06:06 platform-oncall: Workflow failed again: Fails again in socktown");
        stage.Expect("Fri 06:11 platform-oncall: Workflow failed: Stays in socktown");
        stage.Expect("Fri 06:11 platform-oncall: Workflow failed and recovered: Heals in socktown");
        stage.Succeeds("Stays");
        await stage.Until("06:40", CancellationToken.None);
        stage.Expect("Fri 06:31 platform-oncall: Workflow works again: Stays in socktown");
    }
}
