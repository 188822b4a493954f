using WorkflowAlerts.Telling;
using System.Diagnostics;
using System.Text.Json;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_delivers_every_alert_once_and_the_same_seed_makes_the_same_alerts()
    {
        CliProcess[] demos = await Task.WhenAll(CliProcess.Run(Environment(), "demo", "--once", "--json", "--seed", "7"), CliProcess.Run(Environment(), "demo", "--once", "--json", "--seed", "7"));

        Assert.All(demos, demo => Assert.True(demo.ExitCode == 0, $"{demo.Output} {demo.Errors}"));
        JsonElement[] summaries = [.. demos.Select(demo => JsonDocument.Parse(demo.Output).RootElement)];
        Assert.All(summaries, summary =>
        {
            Assert.Equal(0, summary.GetProperty("lost").GetInt32());
            Assert.Equal(0, summary.GetProperty("duplicates").GetInt32());
            Assert.True(summary.GetProperty("runsEnded").GetInt32() >= 200);
            Assert.True(summary.GetProperty("failed").GetInt32() > 20);
            Assert.True(summary.GetProperty("canceled").GetInt32() > 10);
            Assert.All(summary.GetProperty("delivered").EnumerateObject(), destination => Assert.True(destination.Value.GetInt32() > 5));
        });
        Assert.Equal(Without(summaries[0], "seconds"), Without(summaries[1], "seconds"));
    }

    [Fact]
    public async Task What_runs_on_this_machine_is_asked_without_a_proxy_whatever_the_environment_says()
    {
        // Nobody listens on port 9, so whatever asked through it would fail.
        Dictionary<string, string> proxied = new() { ["HTTP_PROXY"] = "http://127.0.0.1:9", ["HTTPS_PROXY"] = "http://127.0.0.1:9", ["ALL_PROXY"] = "http://127.0.0.1:9", ["NO_PROXY"] = "" };

        CliProcess demo = await CliProcess.Run(proxied, "demo", "--once", "--json", "--seed", "3");

        Assert.True(demo.ExitCode == 0, $"{demo.Output} {demo.Errors}");
        Assert.Equal(0, JsonDocument.Parse(demo.Output).RootElement.GetProperty("lost").GetInt32());
    }

    [Fact]
    public async Task A_live_demo_shows_each_message_as_its_channel_would()
    {
        using Process demo = CliProcess.Start(Environment(), "demo", "--seed", "1");
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Limit);
        HashSet<string> missing = ["data-team (Slack,", "platform-oncall (Teams,", "Workflow failed: ", "Run id "];
        try
        {
            while (missing.Count > 0 && await demo.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                missing.RemoveWhere(part => line.TrimStart('▌', '|', ' ').StartsWith(part, StringComparison.Ordinal));
            }
        }
        finally
        {
            demo.Kill(entireProcessTree: true);
        }

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("demo", "--once", "--runs", "0")]
    [InlineData("demo", "--json")]
    [InlineData("demo", "--runs", "many")]
    [InlineData("sing")]
    [InlineData("preview")]
    [InlineData("preview", "--run", "run.json", "--format", "picture")]
    public async Task A_wrong_command_line_is_refused_with_exit_code_2(params string[] arguments)
    {
        CliProcess cli = await CliProcess.Run(Environment(), arguments);

        Assert.Equal(2, cli.ExitCode);
        Assert.Empty(cli.Output);
        Assert.Contains("--help", cli.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("workflow-alerts", "--sing")]
    [InlineData("workflow-alerts demo", "demo", "--sing")]
    [InlineData("workflow-alerts mutes end", "mutes", "end")]
    public async Task A_wrong_command_line_is_told_where_help_is(string command, params string[] arguments) =>
        Assert.Contains($"\"{command} --help\" lists what is possible.", (await CliProcess.Run(Environment(), arguments)).Errors, StringComparison.Ordinal);

    private static Dictionary<string, string> Environment() => [];

    private static Dictionary<string, string> Without(JsonElement summary, string name) =>
        summary.EnumerateObject().Where(property => property.Name != name).ToDictionary(property => property.Name, property => property.Value.GetRawText());
}
