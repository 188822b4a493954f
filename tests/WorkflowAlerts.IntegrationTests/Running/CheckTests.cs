using WorkflowAlerts.Telling;
using System.Text.Json;

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
        Assert.Contains("Routes:0    when: attribution platform\n            tells: platform-oncall (Teams)\n", cli.Output, StringComparison.Ordinal);
        Assert.Single(world.SlackServer.Received);
        Assert.Single(world.TeamsServer.Received);
    }

    [Fact]
    public async Task A_condition_that_matches_no_run_of_late_is_warned_of_by_name()
    {
        await using World world = await World.Start();
        world.AddRuns(60);
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings["WorkflowAlerts__Routes__1__Name"] = "Dailly *";
        settings["WorkflowAlerts__Routes__1__Type"] = "c*";
        settings["WorkflowAlerts__Owners__0__Email"] = "*@elsewhere.example";
        settings["WorkflowAlerts__Owners__0__Slack__0"] = "U012AB3CD";

        CliProcess cli = await CliProcess.Run(settings, "check");

        Assert.True(cli.ExitCode == 0, cli.Output + cli.Errors);
        Assert.Equal(
            ["warning Owners:0:Email: \"*@elsewhere.example\" matches none", "warning Routes:1:Name: \"Dailly *\" matches none"],
            cli.Output.Split('\n').Where(line => line.StartsWith("warning", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(line => line[..line.IndexOf(" of ", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task The_routing_and_what_would_become_of_a_run_are_told_without_storage_or_network()
    {
        Dictionary<string, string> settings = Unreachable();

        CliProcess[] told = await Task.WhenAll(
            CliProcess.Run(settings, "check", "--routes"),
            CliProcess.Run(settings, "check", "--what-if", "attribution=platform,type=courier.group/run,name=\"Daily, at noon\""),
            CliProcess.Run(settings, "check", "--json", "--what-if", "attribution=customer"));

        Assert.All(told, cli => Assert.True(cli is { ExitCode: 0, Errors: "" }, cli.Output + cli.Errors));
        Assert.Contains("warning Routes:1: matches no run: Routes:0 takes all that it asks for; move it up, or remove it", told[0].Output, StringComparison.Ordinal);
        Assert.Contains("platform-oncall (Teams) is told, by Routes:0.", told[1].Output, StringComparison.Ordinal);
        Assert.Equal("data-team", JsonDocument.Parse(told[2].Output).RootElement.GetProperty("deliveries")[0].GetProperty("destination").GetString());
    }

    [Theory]
    [InlineData("It knows attribution (customer, platform or none)", "--what-if", "colour=red")]
    [InlineData("attribution \"nobody\" in --what-if is not one of customer, platform, none.", "--what-if", "attribution=nobody")]
    [InlineData("--json goes with --what-if.", "--json")]
    [InlineData("do not go together", "--routes", "--send-test")]
    public async Task A_wrong_question_is_refused_with_exit_code_2(string said, params string[] arguments)
    {
        CliProcess cli = await CliProcess.Run(Unreachable(), ["check", .. arguments]);

        Assert.Equal((2, ""), (cli.ExitCode, cli.Output));
        Assert.Contains(said, cli.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Routes__1__Tenant", "sockton*", "WorkflowAlerts:Routes:1:Tenant matches none of the tenants: socktown.")]
    [InlineData("Routes__1__Quiet__0__Zone", "Berlin", "WorkflowAlerts:Routes:1:Quiet:0:Zone is no IANA time zone. Write Europe/Berlin.")]
    [InlineData("Routes__1__Hold", "2.00:00:00", "WorkflowAlerts:Routes:1:Hold is 2.00:00:00.")]
    [InlineData("Owners__0__Slack__0", "@jane", "WorkflowAlerts:Owners:0:Slack:0 is no id of a Slack user")]
    [InlineData("Owners__0__Name", "x", "WorkflowAlerts:Owners:0 names nobody.")]
    [InlineData("Late__Zone", "PST", "WorkflowAlerts:Late:Zone is no IANA time zone.")]
    [InlineData("Late__Margin", "00:00:10", "WorkflowAlerts:Late:Margin is 00:00:10.")]
    [InlineData("Details__Timeout", "00:01:00", "WorkflowAlerts:Details:Timeout is 00:01:00.")]
    [InlineData("Destinations__data-team__Weekly__Time", "8am", "WorkflowAlerts:Destinations:data-team:Weekly:Time is no time of day.")]
    public async Task A_mistake_in_the_settings_is_refused_by_name(string setting, string value, string said)
    {
        await using World world = await World.Start();
        Dictionary<string, string> settings = world.SettingsOn(azurite);
        settings[$"WorkflowAlerts__{setting}"] = value;

        CliProcess cli = await CliProcess.Run(settings, "check");

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains(said, cli.Errors, StringComparison.Ordinal);
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

    [Fact]
    public async Task What_is_wrong_in_an_environment_variable_is_told_with_its_name()
    {
        Dictionary<string, string> settings = Unreachable();
        settings["WorkflowAlerts__Destinations__platform_oncall__Kind"] = "Teems";

        CliProcess cli = await CliProcess.Run(settings, "check", "--routes");

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains(
            "environment variable WorkflowAlerts__Destinations__platform_oncall__Kind: WorkflowAlerts:Destinations:platform-oncall:Kind is no kind of chat. Give Slack or Teams.", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_in_a_settings_file_is_told_with_its_line()
    {
        CliProcess cli = await CliProcess.Run(new Dictionary<string, string>(), "check", "--settings", await Draft("""
            "Routes": [
              { "Attribution": "custommer", "To": ["data-team"] } ],
            """));

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains("draft.json, line 4: WorkflowAlerts:Routes:0:Attribution is not one of none, customer, platform.", cli.Errors, StringComparison.Ordinal);
        Assert.Contains("draft.json, line 2: WorkflowAlerts:Destinations:data-team:WebhookUrl is missing.", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_can_be_tried_before_its_secrets_exist()
    {
        string draft = await Draft("");

        CliProcess[] told = await Task.WhenAll(
            CliProcess.Run(new Dictionary<string, string>(), "check", "--routes", "--settings", draft),
            CliProcess.Run(new Dictionary<string, string>(), "check", "--what-if", "attribution=customer", "--settings", draft));

        Assert.All(told, cli => Assert.True(cli is { ExitCode: 0, Errors: "" }, cli.Output + cli.Errors));
        Assert.Contains("data-team (Slack) is told, by DefaultTo, since no route matches.", told[1].Output, StringComparison.Ordinal);
    }

    private static async Task<string> Draft(string more)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("workflow-alerts-test-").FullName, "draft.json");
        await File.WriteAllTextAsync(file, $$"""
            { "WorkflowAlerts": { "Tenants": { "socktown": { "BaseUrl": "https://socktown.amperity.com/api" } },
              "Destinations": { "data-team": { "Kind": "Slack" } },
            {{more}}
              "DefaultTo": ["data-team"] } }
            """);
        return file;
    }

    private static Dictionary<string, string> Unreachable() => new()
    {
        ["WorkflowAlerts__Tenants__socktown__BaseUrl"] = "https://nowhere.invalid/api",
        ["WorkflowAlerts__Tenants__socktown__AccessToken"] = "t",
        ["WorkflowAlerts__Destinations__data_team__Kind"] = "Slack",
        ["WorkflowAlerts__Destinations__data_team__WebhookUrl"] = "https://nowhere.invalid/slack",
        ["WorkflowAlerts__Destinations__platform_oncall__Kind"] = "Teams",
        ["WorkflowAlerts__Destinations__platform_oncall__WebhookUrl"] = "https://nowhere.invalid/teams",
        ["WorkflowAlerts__Routes__0__Attribution"] = "platform",
        ["WorkflowAlerts__Routes__0__To__0"] = "platform-oncall",
        ["WorkflowAlerts__Routes__1__Attribution"] = "platform",
        ["WorkflowAlerts__Routes__1__Name"] = "Daily*",
        ["WorkflowAlerts__Routes__1__To__0"] = "data-team",
        ["WorkflowAlerts__DefaultTo__0"] = "data-team",
    };
}
