namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class QuietHoursScenario : Scenario
{
    public override string Name => "quiet-hours";

    public override string About => "The data team sleeps from 22:00 to 06:30 in Berlin: one workflow is excepted and comes through at night, the rest is one card in the morning, with what works again by then.";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Routes:1:Quiet:0:Days:0"] = "mon-sun",
        ["Routes:1:Quiet:0:From"] = "22:00",
        ["Routes:1:Quiet:0:To"] = "06:30",
        ["Routes:1:Quiet:0:Zone"] = "Europe/Berlin",
        ["Routes:1:Quiet:0:Except:0:Name"] = "*payments*",
    };

    public override async Task Play(Stage stage)
    {
        // 21:00 in Berlin is 19:00 UTC in summer.
        await stage.Until(0, "19:00", CancellationToken.None);
        stage.Fails("Daily attributes", "attributes/run", "customer", message: "Table invalid");
        await stage.Until("19:05", CancellationToken.None);
        stage.Expect("Fri 19:01 data-team: Daily attributes in socktown failed: Table invalid");

        await stage.Until(0, "22:00", CancellationToken.None);
        stage.Fails("Nightly export", "export/run", "customer", message: "Table invalid");
        stage.Fails("Card payments", "ingest/run", "customer", message: "Table invalid");
        await stage.Until("22:10", CancellationToken.None);
        stage.Expect("Fri 22:01 data-team: Card payments in socktown failed: Table invalid");

        stage.Fails("Nightly export", "export/run", "customer", message: "Table invalid");
        stage.Succeeds("Daily attributes", "attributes/run");
        await stage.Until("22:20", CancellationToken.None);

        // 06:30 in Berlin is 04:30 UTC.
        await stage.Until(1, "04:35", CancellationToken.None);
        stage.Expect("Sat 04:35 data-team: 3 alerts came during quiet hours in socktown between 2026-06-19 22:00:00 UTC and 2026-06-19 22:10:00 UTC.");
    }
}
