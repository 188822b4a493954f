namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class StreakScenario : Scenario
{
    public override string Name => "streak";

    public override string About => "A courier fails three times in a row: every card says how often, since when, and when it last worked.";

    public override async Task Play(Stage stage)
    {
        stage.Succeeds("Nightly couriers");
        await stage.Until("06:10", CancellationToken.None);
        for (int failure = 1; failure <= 3; failure++)
        {
            stage.Fails("Nightly couriers");
            await stage.Until($"06:{10 + failure * 10}", CancellationToken.None);
            stage.Expect($"Fri 06:{(failure * 10) + 1} platform-oncall: {(failure == 1 ? "Workflow failed" : "Workflow failed again")}: Nightly couriers in socktown");
        }
    }
}
