using WorkflowAlerts.Telling;
using System.Text.Json;
using WorkflowAlerts.Cli.Replaying;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Replaying;

/// <summary>The command as a person runs it.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private static readonly Dictionary<string, string> Nothing = [];

    private readonly string _folder = Directory.CreateTempSubdirectory("workflow-alerts-replay-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_history_of_thirty_days_is_replayed_twice_the_same()
    {
        string file = In("history.jsonl.gz");
        CliProcess saved = await Replay("--sample", "--runs", "5000", "--save", file, "--json");
        string config = Write("config.json", Config());

        CliProcess[] twice = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Replay("--from-file", file, "--config", config, "--json")));

        Assert.Equal(0, saved.ExitCode);
        Assert.All(twice, replay => Assert.Equal((0, ""), (replay.ExitCode, replay.Errors)));
        Assert.Equal(twice[0].Output, twice[1].Output);
        JsonElement report = JsonElement.Parse(twice[0].Output);
        Assert.InRange(report.GetProperty("runs").GetInt32(), 4500, 5500);
        Assert.InRange(report.GetProperty("failed").GetInt32(), 150, 500);
        Assert.NotEmpty(report.GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task What_was_read_from_Amperity_and_saved_gives_the_same_when_it_is_read_from_the_file()
    {
        await using World world = await World.Start();
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        world.Amperity[World.Tenant].Add(HistoryFactory.Make(7, World.Tenant, 2000, now.AddDays(-20), now));
        string file = In("history.jsonl");
        string until = now.AddMinutes(-5).ToString("yyyy-MM-ddTHH:mmZ", System.Globalization.CultureInfo.InvariantCulture);
        string config = Write("config.json", Config().Replace("Stitch*", "Campaign*", StringComparison.Ordinal));

        CliProcess live = await CliProcess.Run(world.Settings, "replay", "--since", "4d", "--until", until, "--save", file, "--json", "--payloads");
        CliProcess saved = await CliProcess.Run(world.Settings, "replay", "--from-file", file, "--json", "--payloads");
        CliProcess other = await CliProcess.Run(world.Settings, "replay", "--from-file", file, "--since", "2d", "--against", config);

        Assert.Equal(0, live.ExitCode);
        Assert.Equal(live.Output, saved.Output);
        Assert.NotEmpty(JsonElement.Parse(live.Output).GetProperty("messages").EnumerateArray());
        Assert.Contains("keep it as you keep Amperity's own", live.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("@socktown.example", await File.ReadAllTextAsync(file, Stop), StringComparison.Ordinal);
        Assert.Equal(0, other.ExitCode);
        Assert.Contains($"Before: the settings of this folder. After: {config}.", other.Output, StringComparison.Ordinal);

        // Nothing was sent, and nothing but runs was asked for.
        Assert.Empty(world.SlackServer.Received);
        Assert.Empty(world.TeamsServer.Received);
    }

    [Fact]
    public async Task A_newcomer_sees_a_sample_without_any_settings()
    {
        CliProcess sample = await Replay("--sample", "--runs", "1500");

        Assert.Equal((0, ""), (sample.ExitCode, sample.Errors));
        Assert.Contains("Nothing was sent.", sample.Output, StringComparison.Ordinal);
        Assert.Contains("│ platform-oncall │", sample.Output, StringComparison.Ordinal);
        Assert.Contains("more; --all lists them all", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_the_configuration_does_not_have_is_named()
    {
        string file = In("history.jsonl");
        await Replay("--sample", "--runs", "300", "--save", file, "--json");
        string other = Write("other.json", Config().Replace("socktown", "acme", StringComparison.Ordinal));

        CliProcess none = await Replay("--from-file", file, "--config", other);

        Assert.Equal((2, ""), (none.ExitCode, none.Output));
        Assert.Contains("The history is of socktown, and a configuration has none of these tenants.", none.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sample and --from-file are two histories. Give one.", "--sample", "--from-file", "h.jsonl")]
    [InlineData("--save saves a history that was fetched; with --from-file there is a file already.", "--from-file", "h.jsonl", "--save", "x")]
    [InlineData("--runs and --seed go with --sample.", "--runs", "5")]
    [InlineData("--runs must be a whole number from 1 to 200000.", "--sample", "--runs", "0")]
    [InlineData("--payloads goes with --json.", "--sample", "--payloads")]
    [InlineData("--since \"2100-01-01\" is no time before 2026-06-20 00:00:00Z.", "--sample", "--since", "2100-01-01")]
    [InlineData("--since 2026-06-19 00:00:00Z is not before --until 2026-06-18 00:00:00Z. Give an earlier --since.", "--sample", "--since", "1d", "--until", "2d")]
    [InlineData("The history in the sample is from 2026-05-21 00:00:00Z to 2026-06-20 00:00:00Z.", "--sample", "--since", "31d")]
    [InlineData("There is no tenant \"acme\" in the configuration. It has socktown.", "--sample", "--tenant", "acme")]
    [InlineData("config.json, line 3: WorkflowAlerts:Tenants:socktown has no credentials.", "--config", "CONFIG")]
    [InlineData("There is no settings file", "--sample", "--config", "nowhere.json")]
    [InlineData("There is no settings file", "--sample", "--against", "nowhere.json")]
    [InlineData("nowhere.jsonl cannot be read:", "--from-file", "nowhere.jsonl", "--config", "CONFIG")]
    [InlineData("empty.jsonl, line 1: the file is empty.", "--from-file", "EMPTY", "--config", "CONFIG")]
    [InlineData("wrong.json) has mistakes:", "--sample", "--against", "WRONG")]
    [InlineData("wrong.json, line 9: WorkflowAlerts:Routes:0:To:0 names the destination", "--sample", "--config", "WRONG")]
    public async Task Wrong_input_is_said_and_nothing_is_done(string sentence, params string[] arguments)
    {
        string config = Write("config.json", Config());
        string empty = Write("empty.jsonl", "");
        string wrong = Write("wrong.json", Config().Replace("\"platform-oncall\"] }", "\"nobody\"] }", StringComparison.Ordinal));

        CliProcess refused = await Replay([.. arguments.Select(argument => argument.Replace("CONFIG", config, StringComparison.Ordinal).Replace("EMPTY", empty, StringComparison.Ordinal).Replace("WRONG", wrong, StringComparison.Ordinal))]);

        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains(sentence, refused.Errors, StringComparison.Ordinal);
    }

    private static Task<CliProcess> Replay(params string[] arguments) => CliProcess.Run(Nothing, ["replay", .. arguments]);

    private string In(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    private static string Config() => """
        {
          "WorkflowAlerts": {
            "Tenants": { "socktown": { "BaseUrl": "https://socktown.amperity.com/api" } },
            "Destinations": {
              "data-team": { "Kind": "Slack" },
              "platform-oncall": { "Kind": "Teams" }
            },
            "Routes": [
              { "Attribution": "platform", "Hold": "00:10:00", "To": ["platform-oncall"] },
              { "Attribution": "customer", "To": ["data-team"], "Late": true, "Quiet": [ { "Days": ["mon-sun"], "From": "22:00", "To": "06:30", "Zone": "Europe/Berlin", "Except": [ { "Name": "Stitch*" } ] } ] }
            ],
            "DefaultTo": ["data-team"]
          }
        }
        """;
}
