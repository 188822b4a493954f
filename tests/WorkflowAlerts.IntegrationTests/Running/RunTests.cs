using WorkflowAlerts.Telling;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class RunTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task With_only_environment_variables_run_once_delivers_and_a_second_run_delivers_nothing_new()
    {
        await using World world = await World.Start();
        IReadOnlyList<SimulatedRun> runs = world.AddRuns(120);
        int expected = runs.Where(run => run.ExpectsAlert).Sum(run => run is { ManualStop: false, ExpectedAttribution: not Runs.Attribution.None } ? 1 : 2);

        CliProcess first = await CliProcess.Run(world.SettingsOn(azurite), "run", "--once", "--wait", "00:10:00");
        Assert.True(first.ExitCode == 0, first.Output + first.Errors);
        Assert.Equal(expected, world.SlackServer.Received.Count + world.TeamsServer.Received.Count);

        CliProcess second = await CliProcess.Run(world.SettingsOn(azurite), "run", "--once", "--wait", "00:10:00");
        Assert.True(second.ExitCode == 0, second.Output + second.Errors);
        Assert.Contains("0 new alerts", second.Output, StringComparison.Ordinal);
        Assert.Equal(expected, world.SlackServer.Received.Count + world.TeamsServer.Received.Count);
        Assert.Empty(world.TeamsServer.Failures);
    }

    [Fact]
    public async Task Every_mistake_in_the_configuration_is_told_at_once_with_exit_code_2()
    {
        CliProcess cli = await CliProcess.Run(
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = azurite.ConnectionString,
                ["WorkflowAlerts__Tenants__socktown__BaseUrl"] = "http://socktown.amperity.com/api",
                ["WorkflowAlerts__Destinations__data-team__Kind"] = "Slak",
                ["WorkflowAlerts__Routes__0__To__0"] = "nobody",
            },
            "run", "--once");

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains("Tenants:socktown:BaseUrl starts with http://", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("Tenants:socktown has no credentials", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("Destinations:data-team:Kind is no kind of chat. Give Slack or Teams.", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("Routes:0:To:0 names the destination \"nobody\"", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("DefaultTo is empty", cli.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", cli.Errors, StringComparison.Ordinal);
    }
}
