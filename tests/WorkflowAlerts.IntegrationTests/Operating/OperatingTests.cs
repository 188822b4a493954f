using WorkflowAlerts.Telling;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.IntegrationTests.Storage;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Operating;

/// <summary>The operating commands as a person runs them, on what a real run left behind.</summary>
public sealed class OperatingTests : IAsyncLifetime
{
    private readonly AzuriteFixture _azurite = new();
    private World _world = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private Dictionary<string, string> Settings => _world.SettingsOn(_azurite);

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync();
        _world = await World.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _azurite.DisposeAsync();
    }

    [Fact]
    public async Task Status_tells_that_all_is_well_and_that_it_is_not()
    {
        CliProcess unread = await Cli(1, "status");
        Assert.Contains("socktown: never read", unread.Output, StringComparison.Ordinal);

        _world.AddRuns(60);
        await Cli(0, "run", "--once", "--wait", "00:10:00");
        CliProcess good = await Cli(0, "status");
        Assert.Contains("all is well", good.Output, StringComparison.Ordinal);
        Assert.Contains("oldest undelivered: none", good.Output, StringComparison.Ordinal);
        JsonElement json = Json(await Cli(0, "status", "--json"));
        Assert.Equal(_world.SlackServer.Received.Count, json.GetProperty("destinations")[0].GetProperty("delivered").GetInt32());
        Assert.True(json.GetProperty("tenants")[0].GetProperty("lagSeconds").GetDouble() >= 0);

        await Storage<PoisonedMessages>(poisoned => poisoned.Keep("no message", Stop));
        await Storage<Troubles>(troubles => troubles.Note(TroubleKind.Refusal, World.Slack, TimeProvider.System.GetUtcNow(), "404 no_service", Stop));
        CliProcess bad = await Cli(1, "status");
        Assert.Contains("failed: 1 kept", bad.Output, StringComparison.Ordinal);
        Assert.Contains("Refusal, data-team, since", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_in_Azure_is_operated_with_its_settings_and_without_its_secrets()
    {
        _world.AddRuns(60);
        await Cli(0, "run", "--once");
        Dictionary<string, string> asDeployed = Settings.ToDictionary(
            setting => setting.Key,
            setting => setting.Key.EndsWith("WebhookUrl", StringComparison.Ordinal) || setting.Key.EndsWith("AccessToken", StringComparison.Ordinal) || setting.Key.EndsWith("ClientSecret", StringComparison.Ordinal)
                ? "@Microsoft.KeyVault(VaultName=kv-x;SecretName=some-secret)"
                : setting.Value);
        Assert.NotEqual(Settings, asDeployed);

        CliProcess status = await CliProcess.Run(asDeployed, "status");

        Assert.Equal(0, status.ExitCode);
        Assert.Contains("all is well", status.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_tells_what_was_sent_to_whom_with_which_answer()
    {
        _world.SlackServer.Intercept = Answer(404, "no_service");
        IReadOnlyList<SimulatedRun> runs = _world.AddRuns(60);
        await Cli(1, "run", "--once", "--wait", "00:10:00");
        int alerts = runs.Count(run => run.ExpectsAlert);

        JsonElement all = Json(await Cli(0, "history", "--json", "--limit", "1000"));
        Assert.Equal(alerts, all.GetProperty("runs").EnumerateArray().Count(run => run.GetProperty("tenant").GetString() == World.Tenant));
        Assert.Contains(all.GetProperty("runs").EnumerateArray(), run => run.GetProperty("tenant").GetString() == Message.Product);

        JsonElement refused = Json(await Cli(0, "history", "--json", "--destination", World.Slack, "--state", "refused", "--tenant", World.Tenant, "--limit", "3"));
        Assert.Equal(3, refused.GetProperty("runs").GetArrayLength());
        Assert.True(refused.GetProperty("leftOut").GetInt32() > 0);
        string id = refused.GetProperty("runs")[0].GetProperty("runId").GetString()!;

        CliProcess one = await Cli(0, "history", "--run", id);
        Assert.Contains("data-team: refused", one.Output, StringComparison.Ordinal);
        Assert.Contains("404 no_service", one.Output, StringComparison.Ordinal);
        Assert.Equal("Nothing since", (await Cli(0, "history", "--run", "wf-unknown")).Output[.."Nothing since".Length]);
    }

    [Fact]
    public async Task A_poisoned_message_is_listed_shown_retried_and_dropped()
    {
        FailedRun alert = new() { Tenant = World.Tenant, Id = "wf-20260619-00001-kept", Outcome = Outcome.Failed, Attribution = Attribution.Customer, EndedAt = TimeProvider.System.GetUtcNow() };
        string body = AlertMessage.Pack([alert]).Single();
        await Storage<PoisonedMessages>(poisoned => poisoned.NoteReason(body, "storage was away\u001b[2J", Stop));
        await Storage<PoisonedMessages>(poisoned => poisoned.Keep(body, Stop));
        await Storage<PoisonedMessages>(poisoned => poisoned.Keep("{\"not\":\"ours\"}", Stop));
        string id = PoisonedMessage.IdOf(body);

        CliProcess list = await Cli(0, "poison", "list");
        Assert.Contains($"{id[..12]}  ", list.Output, StringComparison.Ordinal);
        Assert.Contains("wf-20260619-00001-kept of socktown  storage was away", list.Output, StringComparison.Ordinal);
        Assert.Contains("unreadable", list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', list.Output);
        Assert.Contains("not sent yet", (await Cli(0, "poison", "show", id[..8])).Output, StringComparison.Ordinal);
        Assert.Equal(id, Json(await Cli(0, "poison", "show", id, "--json")).GetProperty("id").GetString());

        Assert.Contains("Nothing was dropped", (await Cli(2, "poison", "drop", "--all")).Errors, StringComparison.Ordinal);
        await Cli(0, "poison", "retry", id);
        await Cli(0, "run", "--once", "--wait", "00:10:00");
        Assert.Single(_world.SlackServer.Received, message => message.RunIds().Contains(alert.Id));

        await Cli(0, "poison", "drop", "--all", "--yes");
        Assert.Contains("No failed messages are kept", (await Cli(0, "poison", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewind_reads_again_and_tells_only_what_did_not_arrive_unless_asked_to_tell_all()
    {
        _world.SlackServer.Intercept = Answer(404, "no_service");
        IReadOnlyList<SimulatedRun> runs = _world.AddRuns(60);
        await Cli(1, "run", "--once", "--wait", "00:10:00");
        _world.SlackServer.Intercept = null;
        int onTeams = RunMessages(_world.TeamsServer, runs);
        Assert.Equal(0, RunMessages(_world.SlackServer, runs));

        await Cli(0, "rewind", "--tenant", World.Tenant, "--to", "2h");
        await Cli(0, "run", "--once", "--wait", "00:10:00");
        Assert.Equal((0, 0), (Audit.Of(runs, _world).Lost, Audit.Of(runs, _world).Repeated));
        Assert.Equal(onTeams, RunMessages(_world.TeamsServer, runs));

        JsonElement report = Json(await Cli(0, "rewind", "--tenant", World.Tenant, "--to", "2h", "--resend", "--json"));
        Assert.Equal(runs.Count(run => run.ExpectsAlert), report.GetProperty("reopened").GetInt32());
        await Cli(0, "run", "--once", "--wait", "00:10:00");
        Audit again = Audit.Of(runs, _world);
        Assert.Equal(again.Expected, again.Repeated);
        Assert.Equal(again.Repeated, again.Labelled);
    }

    [Fact]
    public async Task A_mute_is_made_listed_shown_in_the_status_and_ended()
    {
        string id = Json(await Cli(0, "mute", "--tenant", World.Tenant, "--name", "Nightly *", "--for", "2h", "--reason", "Warehouse moves", "--json"))[0].GetProperty("id").GetString()!;

        Assert.Contains("Warehouse moves", (await Cli(0, "mutes")).Output, StringComparison.Ordinal);
        Assert.Contains("Warehouse moves", (await CliProcess.Run(Settings, "status")).Output, StringComparison.Ordinal);
        Assert.Contains("Ended", (await Cli(0, "mutes", "end", id)).Output, StringComparison.Ordinal);
        Assert.Contains("Nothing is muted", (await Cli(0, "mutes")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rewind_to_where_nothing_can_be_read_changes_nothing()
    {
        _world.AddRuns(5);
        await Cli(0, "run", "--once", "--wait", "00:10:00");
        Checkpoint before = await Checkpoint();

        Assert.Contains("is not before that", (await Cli(2, "rewind", "--tenant", World.Tenant, "--to", "0m")).Errors, StringComparison.Ordinal);
        Assert.Contains("longer ago than the ledger remembers (30 days)", (await Cli(2, "rewind", "--tenant", World.Tenant, "--to", "31d")).Errors, StringComparison.Ordinal);

        Assert.Equal(before, await Checkpoint());
    }

    private static int RunMessages(SimulatedChat chat, IReadOnlyList<SimulatedRun> runs) =>
        chat.Received.Sum(message => message.OwnRunId().Intersect(runs.Select(run => run.Id)).Count());

    private static Func<Microsoft.AspNetCore.Http.HttpContext, Task<bool>> Answer(int status, string body) => async context =>
    {
        context.Response.StatusCode = status;
        await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, body);
        return true;
    };

    private async Task<Checkpoint> Checkpoint() => (await new Checkpoints(_azurite.Storage, Damage.None(), TimeProvider.System).Read(World.Tenant, Stop))!;

    private async Task Storage<T>(Func<T, Task> work)
        where T : notnull
    {
        await using ServiceProvider product = Product.Compose(Settings);
        await work(product.GetRequiredService<T>());
    }

    private async Task<CliProcess> Cli(int exitCode, params string[] arguments)
    {
        CliProcess cli = await CliProcess.Run(Settings, arguments);
        Assert.True(cli.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {cli.ExitCode}. {cli.Output}{cli.Errors}");
        return cli;
    }

    private static JsonElement Json(CliProcess cli)
    {
        using JsonDocument document = JsonDocument.Parse(cli.Output);
        return document.RootElement.Clone();
    }
}
