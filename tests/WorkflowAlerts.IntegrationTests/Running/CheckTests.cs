namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class CheckTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_good_setup_passes_and_a_test_message_arrives_everywhere()
    {
        await using World world = await World.Start();

        CliProcess cli = await CliProcess.Run(world.SettingsOn(azurite), "check", "--send-test");

        Assert.True(cli.ExitCode == 0, cli.Output + cli.Errors);
        Assert.DoesNotContain("FAILED", cli.Output, StringComparison.Ordinal);
        Assert.Single(world.SlackServer.Received);
        Assert.Single(world.TeamsServer.Received);
    }

    [Fact]
    public async Task Each_broken_edge_is_one_line_that_says_what_to_do()
    {
        await using World world = await World.Start();
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings[$"WorkflowAlerts__Tenants__{World.Tenant}__ClientSecret"] = "not-the-secret";
        settings[$"WorkflowAlerts__Destinations__{World.Slack}__WebhookUrl"] = world.SlackServer.Webhook(World.Slack).AbsoluteUri + "-revoked";

        CliProcess cli = await CliProcess.Run(settings, "check", "--send-test");

        Assert.Equal(1, cli.ExitCode);
        string[] lines = cli.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains(lines, line => line.StartsWith("FAILED  tenant socktown, token:", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("FAILED  destination data-team (Slack): 404 no_service: the webhook was removed or disabled; make a new one", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("ok      destination platform-oncall (Teams):", StringComparison.Ordinal));
        Assert.DoesNotContain("not-the-secret", cli.Output + cli.Errors, StringComparison.Ordinal);
    }
}
