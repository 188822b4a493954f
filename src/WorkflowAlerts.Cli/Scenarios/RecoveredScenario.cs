namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class RecoveredScenario : Scenario
{
    public override string Name => "recovered";

    public override string About => "A workflow fails twice and then works: whoever heard of the failures hears once that it works again, and nobody of the good runs after it.";

    public override async Task Play(Stage stage)
    {
        stage.Fails("Customer Attribute Daily", "campaign.send", "customer", "amperity.workflow.task.stitch/table", "Found table in an invalid state.");
        await stage.Until("06:20", CancellationToken.None);
        stage.Fails("Customer Attribute Daily", "campaign.send", "customer", "amperity.workflow.task.stitch/table", "Found table in an invalid state.");
        await stage.Until("08:00", CancellationToken.None);
        stage.Succeeds("Customer Attribute Daily", "campaign.send");
        await stage.Until("08:10", CancellationToken.None);
        stage.Succeeds("Customer Attribute Daily", "campaign.send");
        await stage.Until("08:20", CancellationToken.None);
        stage.Expect("Fri 06:01 data-team: Customer Attribute Daily in socktown failed: Found table in an invalid state.");
        stage.Expect("Fri 06:21 data-team: Customer Attribute Daily in socktown failed again: Found table in an invalid state.");
        stage.Expect("Fri 08:01 data-team: Customer Attribute Daily in socktown works again. 2 runs failed; it was down for 2 h 0 min.");
    }
}
