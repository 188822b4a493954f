using WorkflowAlerts.Telling;
using System.Text.Json;

namespace WorkflowAlerts.IntegrationTests.Running;

public sealed class PreviewTests
{
    private const string Run =
        """
        {
          "id": "wf-20261123-12345-MNabc", "tenant": "socktown", "state": "failed", "type": "courier.group/run", "name": "Daily \u001b[31m[bold]",
          "created_at": "2026-11-23T10:00:00Z", "ended_at": "2026-11-23T10:15:30Z",
          "error": { "type": "amperity.courier/connect", "message": "The connection was reset", "attribution": "customer" }
        }
        """;

    [Fact]
    public async Task A_run_can_be_seen_as_payload_or_as_the_channel_would_show_it()
    {
        await using World world = await World.Start();
        string file = Path.Combine(Directory.CreateTempSubdirectory("workflow-alerts-test-").FullName, "run.json");
        await File.WriteAllTextAsync(file, Run, TestContext.Current.CancellationToken);

        CliProcess[] previews = await Task.WhenAll(CliProcess.Run(world.Settings, "preview", "--run", file), CliProcess.Run(world.Settings, "preview", "--run", file, "--format", "text"));

        Assert.All(previews, cli => Assert.True(cli.ExitCode == 0, cli.Output + cli.Errors));
        Assert.True(JsonDocument.Parse(previews[0].Output).RootElement.TryGetProperty("blocks", out _));
        Assert.Contains("data-team (Slack, red)", previews[1].Output, StringComparison.Ordinal);
        Assert.Contains("Workflow failed: Daily \ufffd[31m[bold] in socktown", previews[1].Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', previews[1].Output);
    }

    [Fact]
    public async Task A_preview_needs_no_secret()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workflow-alerts-test-");
        (string run, string draft) = (Path.Combine(folder.FullName, "run.json"), Path.Combine(folder.FullName, "draft.json"));
        await File.WriteAllTextAsync(run, Run, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(draft, """{ "WorkflowAlerts": { "Tenants": { "socktown": {} }, "Destinations": { "data-team": { "Kind": "Teams" } }, "DefaultTo": ["data-team"] } }""", TestContext.Current.CancellationToken);

        CliProcess cli = await CliProcess.Run(new Dictionary<string, string>(), "preview", "--run", run, "--settings", draft);

        Assert.True(cli.ExitCode == 0, cli.Output + cli.Errors);
        Assert.True(JsonDocument.Parse(cli.Output).RootElement.TryGetProperty("attachments", out _));
    }

    [Fact]
    public async Task A_file_that_is_cut_off_is_told_with_its_line()
    {
        string run = Path.Combine(Directory.CreateTempSubdirectory("workflow-alerts-test-").FullName, "run.json");
        await File.WriteAllTextAsync(run, Run[..150], TestContext.Current.CancellationToken);

        await using World world = await World.Start();

        CliProcess cli = await CliProcess.Run(world.Settings, "preview", "--run", run);

        Assert.Equal(2, cli.ExitCode);
        Assert.Contains("run.json, line 3: this is no JSON. ", cli.Errors, StringComparison.Ordinal);
    }
}
