using System.Text.Json;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Operating;

/// <summary>Every table has rows that nobody can read: alerts go out, operations hears of it, every command works, and one of them removes the rows.</summary>
public sealed class DamagedStorageTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly DateTimeOffset s_now = TimeProvider.System.GetUtcNow();

    // Nothing of this may steer a terminal.
    private const string Hostile = "\u202e\u001b]0;x\u0007";

    private static readonly (string Table, Row Row)[] s_damaged =
    [
        (StorageNames.Checkpoints, new Row(World.Tenant, "checkpoint")),
        (StorageNames.Checkpoints, new Row("~gone", "checkpoint") { ["Watermark"] = Hostile, ["Tenant"] = "gone" }),
        (StorageNames.Incidents, new Row(World.Tenant, "no\u202ecolumns")),
        (StorageNames.Incidents, new Row(World.Tenant, "newer") { ["Workflow"] = "[\"t\",\"n\"]"u8.ToArray(), ["Failures"] = "{\"version\":7}"u8.ToArray() }),
        (StorageNames.Incidents, new Row("~product", "no columns")),
        (StorageNames.Incidents, new Row("~product", "Newer|x") { ["Kind"] = "Newer" + Hostile, ["Subject"] = "x", ["Since"] = s_now, ["Reason"] = "", ["Count"] = 1, ["Told"] = true }),
        (StorageNames.Incidents, new Row("~mutes", "m1")),
        (StorageNames.Incidents, new Row("~mutes", "m2") { ["Until"] = "tomorrow", ["Reason"] = Hostile, ["CreatedAt"] = s_now }),
        (StorageNames.Incidents, new Row("~habits|" + World.Tenant, "~learned") { ["LearnedAt"] = 7 }),
        (StorageNames.Incidents, new Row("~habits|" + World.Tenant, "h1") { ["Habit"] = "{}"u8.ToArray() }),
        (StorageNames.Deliveries, new Row("~poison", "short")),
        (StorageNames.Deliveries, new Row("~poison", "text") { ["Body"] = Hostile, ["KeptAt"] = s_now, ["Reason"] = Hostile }),
    ];

    private World _world = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string[] Places => [.. s_damaged.Select(damaged => $"{damaged.Table}/{damaged.Row.Partition}/{damaged.Row.Key}")];

    public async ValueTask InitializeAsync() => _world = await World.Start();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Nobody_waits_for_rows_that_cannot_be_read_and_they_are_told_listed_and_removed()
    {
        foreach ((string table, Row row) in s_damaged)
        {
            Assert.NotNull(await azurite.Storage.Table(table).Write([RowChange.Add(row)], Stop));
        }

        IReadOnlyList<SimulatedRun> runs = _world.AddRuns(40);

        // The whole pipeline.
        await Cli(0, "run", "--once");
        await Cli(0, "run", "--once");
        Audit audit = Audit.Of(runs, _world);
        Assert.True(audit.Expected > 0);
        Assert.Equal((0, 0), (audit.Lost, audit.Repeated));
        Assert.Contains(Told, headline => headline == "A row in storage cannot be read: Incidents/~mutes/m2");
        Assert.Contains(Told, headline => headline == "A row in storage cannot be read: Checkpoints/socktown/checkpoint");
        Assert.Equal(Told.Count, Told.Distinct().Count());

        // Every command.
        CliProcess status = await Cli(1, "status");
        foreach (string place in Places.Where(place => place != "Checkpoints/socktown/checkpoint"))
        {
            Assert.Contains(place.Replace("\u202e", "\\u202e", StringComparison.Ordinal), status.Output, StringComparison.Ordinal);
        }

        await Cli(0, "history");
        await Cli(0, "mutes");
        await Cli(0, "poison", "list");
        await Cli(2, "mutes", "end", "m1");

        // The rows themselves: the next poll wrote over the checkpoint.
        JsonElement[] listed = [.. Json(await Cli(0, "damaged", "list", "--json")).EnumerateArray()];
        Assert.Equal(s_damaged.Length - 1, listed.Length);
        Assert.Contains("Nothing was removed", (await Cli(2, "damaged", "remove", "--all")).Errors, StringComparison.Ordinal);
        Assert.Contains("1 removed", (await Cli(0, "damaged", "remove", listed[0].GetProperty("id").GetString()!, "--yes")).Output, StringComparison.Ordinal);
        Assert.Contains("No damaged row has", (await Cli(2, "damaged", "remove", listed[0].GetProperty("id").GetString()!, "--yes")).Errors, StringComparison.Ordinal);
        Assert.Contains("either the ID", (await Cli(2, "damaged", "remove")).Errors, StringComparison.Ordinal);
        Assert.Contains($"{listed.Length - 1} removed", (await Cli(0, "damaged", "remove", "--all", "--yes")).Output, StringComparison.Ordinal);
        Assert.Contains("All rows can be read", (await Cli(0, "damaged", "list")).Output, StringComparison.Ordinal);

        // And it is over.
        await Cli(0, "run", "--once");
        await Cli(0, "status");
        Assert.Contains(Told, headline => headline == "Storage can be read again: Incidents/~mutes/m2");
        Assert.Equal(Told.Count(headline => headline.StartsWith("A row", StringComparison.Ordinal)), Told.Count(headline => headline.StartsWith("Storage", StringComparison.Ordinal)));
    }

    private IReadOnlyList<string> Told => [.. _world.TeamsServer.Received.Select(message => message.Headline()).Where(line => line.Contains("torage", StringComparison.Ordinal))];

    private async Task<CliProcess> Cli(int exitCode, params string[] arguments)
    {
        Dictionary<string, string> settings = _world.SettingsOn(azurite);
        settings["WorkflowAlerts__Operations__0"] = World.Teams;
        CliProcess cli = await CliProcess.Run(settings, arguments);
        Assert.True(cli.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {cli.ExitCode}. {cli.Output}{cli.Errors}");
        Assert.DoesNotContain(cli.Output + cli.Errors, character => character is '\u202e' or '\u001b' or '\u0007');
        return cli;
    }

    private static JsonElement Json(CliProcess cli)
    {
        using JsonDocument document = JsonDocument.Parse(cli.Output);
        return document.RootElement.Clone();
    }
}
