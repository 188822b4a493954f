namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class WeeklyScenario : Scenario
{
    public override string Name => "weekly";

    public override string About => "Monday morning: the data team's card comes at eight o'clock in Berlin, the platform team's at eight UTC, each once.";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        [$"Destinations:{Stage.DataTeam}:Weekly:Enabled"] = "true",
        [$"Destinations:{Stage.DataTeam}:Weekly:Zone"] = "Europe/Berlin",
        [$"Destinations:{Stage.PlatformOncall}:Weekly:Enabled"] = "true",
    };

    public override async Task Play(Stage stage)
    {
        for (int run = 0; run < 20; run++)
        {
            stage.Succeeds("Nightly couriers");
        }

        stage.Fails("Daily attributes", "attributes/run", "customer", message: "Table invalid");
        await stage.Until("06:30", CancellationToken.None);
        stage.Expect("Fri 06:01 data-team: Daily attributes in socktown failed: Table invalid");
        stage.Succeeds("Daily attributes", "attributes/run");
        await stage.Until("06:35", CancellationToken.None);
        stage.Expect("Fri 06:31 data-team: Daily attributes in socktown works again. One run failed; it was down for 30 min 0 s.");

        // Eight o'clock in Berlin is 06:00 UTC.
        await stage.Until(3, "05:59", CancellationToken.None);
        await stage.Until(3, "06:02", CancellationToken.None);
        stage.Expect("Mon 06:02 data-team: The week in Amperity (socktown): 22 runs ended; 95.4 % succeeded.");
        await stage.Until(3, "07:59", CancellationToken.None);
        await stage.Until(3, "08:02", CancellationToken.None);
        stage.Expect("Mon 08:02 platform-oncall: The week in Amperity: socktown");
    }
}
