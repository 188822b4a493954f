namespace WorkflowAlerts.Cli.Scenarios;

internal sealed class CascadeScenario : Scenario
{
    public override string Name => "cascade";

    public override string About => "A courier group fails, and what depends on it follows: the first card names what failed with it, one more card what failed after, and a failure of its own is told by itself.";

    public override async Task Play(Stage stage)
    {
        stage.Fails("Nightly couriers");
        stage.Fails("Win-back", "campaign.send", error: "amperity.campaign/upstream", message: "An upstream workflow failed.");
        stage.Fails("Meta – custom audiences", "amperity.orchestration.orchestration/run", error: "amperity.orchestration/upstream", message: "An upstream workflow failed.");
        await stage.Until("06:05", CancellationToken.None);
        stage.Fails("Journey", "campaign.send", error: "amperity.campaign/upstream", message: "An upstream workflow failed.");
        stage.Fails("Stitch", "stitch.run", error: "amperity.stitch/memory", message: "Out of memory.");
        await stage.Until("06:30", CancellationToken.None);
        stage.Fails("Late campaign", "campaign.send", error: "amperity.campaign/template", message: "The template is broken.");
        await stage.Until("06:40", CancellationToken.None);
        stage.Expect("Fri 06:01 platform-oncall: Workflow failed: Nightly couriers in socktown");
        stage.Expect("Fri 06:06 platform-oncall: Workflow failed: Stitch in socktown");
        stage.Expect("Fri 06:06 platform-oncall: One more workflow run failed: socktown");
        stage.Expect("Fri 06:31 platform-oncall: Workflow failed: Late campaign in socktown");
    }
}
