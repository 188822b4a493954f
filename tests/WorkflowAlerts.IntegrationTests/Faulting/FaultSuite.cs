using Azure.Data.Tables;
using WorkflowAlerts.Cli.Azurite;
using WorkflowAlerts.IntegrationTests.Proving;
using WorkflowAlerts.IntegrationTests.Running;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>Plays a scenario: the fault is on from the start, runs end meanwhile; then it is over, and everything must arrive.</summary>
internal static class FaultSuite
{
    private const int Batches = 3;

    public static async Task<FaultResult> Run(FaultScenario scenario, int runs, int seed, CancellationToken cancellationToken)
    {
        await using AzuriteProcess azurite = await AzuriteProcess.Start(null, cancellationToken);
        await using World world = await World.Start();
        FaultStage stage = new(azurite, world, []);
        await stage.Storage.EnsureCreated(cancellationToken);
        await scenario.Prepare(stage);
        bool on = true;
        bool begun = false;
        List<ProductProcess> processes = [];
        List<string> faults = [];
        try
        {
            for (int i = 0; i < scenario.Instances; i++)
            {
                processes.Add(await ProductProcess.Start(
                    world, azurite.ConnectionString,
                    async (boundary, moment, context) =>
                    {
                        begun |= boundary == "amperity GET runs";
                        return on && await scenario.Act(boundary, moment, context);
                    },
                    settings =>
                    {
                        settings["WorkflowAlerts__Operations__0"] = World.Teams;
                        settings["WorkflowAlerts__Delivery__FirstRetry"] = "00:00:00.200";
                        settings["WorkflowAlerts__Delivery__LongestRetry"] = "00:00:02";
                        scenario.Change(settings);
                    },
                    scenario.HostJson));
            }

            await Eventually.IsTrue(() => begun, cancellationToken);

            RunFactory factory = new(seed, World.Tenant);
            for (int batch = 0; batch < Batches; batch++)
            {
                IReadOnlyList<SimulatedRun> ended = scenario.Runs(factory, runs / Batches);
                world.Amperity[World.Tenant].Add(ended);
                stage.Runs.AddRange(ended);
                await Pass(scenario.Lasts / Batches, () => scenario.Look(stage), cancellationToken);
            }

            await Eventually.IsTrue(
                async () =>
                {
                    await scenario.Look(stage);
                    return scenario.WasMet;
                },
                cancellationToken);
            on = false;
            DateTimeOffset over = TimeProvider.System.GetUtcNow();
            bool AllArrived() => Audit.Of(stage.Runs, world, scenario.MayBeMissing).Lost == 0;
            await Eventually.IsTrue(AllArrived, cancellationToken);
            await Eventually.IsTrue(async () => (await Collect(scenario.Faults(stage))).Count == 0, cancellationToken);

            // A scenario may have let one more run end.
            await Eventually.IsTrue(AllArrived, cancellationToken);
            foreach (ProductProcess process in processes)
            {
                faults.AddRange(process.HasExited || !await process.Stop() ? [$"a process did not end well: {process.Said}"] : Array.Empty<string>());
            }

            faults.AddRange(await Collect(scenario.Faults(stage)));
            Audit audit = Audit.Of(stage.Runs, world, scenario.MayBeMissing);
            faults.AddRange(audit.Lost > 0 ? [$"{audit.Lost} lost; {processes[0].Said[^Math.Min(2000, processes[0].Said.Length)..]}"] : Array.Empty<string>());
            faults.AddRange(audit.Unexpected > 0 ? [$"{audit.Unexpected} where no route sends them"] : Array.Empty<string>());
            faults.AddRange(audit.Silent.Select(repeat => $"a repeat did not say so: {repeat}"));
            TimeSpan recovery = world.SlackServer.Received.Concat(world.TeamsServer.Received).Select(message => message.At - over).Append(TimeSpan.Zero).Max();
            int announced = world.TeamsServer.Received.Count(message => message.Body.Contains("A destination refuses alerts", StringComparison.Ordinal));
            return new FaultResult(scenario.Name, audit, await Refused(stage, cancellationToken), announced, recovery, faults);
        }
        finally
        {
            foreach (ProductProcess process in processes)
            {
                await process.DisposeAsync();
            }
        }
    }

    private static async Task<int> Refused(FaultStage stage, CancellationToken cancellationToken)
    {
        int refused = 0;
        await foreach (TableEntity row in stage.Connection.Tables().GetTableClient(StorageNames.Deliveries).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            refused += row.Where(column => column.Key.StartsWith("to_", StringComparison.Ordinal)).Count(column => column.Value.ToString()!.Contains("\"Refused\"", StringComparison.Ordinal));
        }

        return refused;
    }

    private static async Task<IReadOnlyList<string>> Collect(IAsyncEnumerable<string> faults) => await faults.ToListAsync();

    private static async Task Pass(TimeSpan time, Func<Task> look, CancellationToken cancellationToken)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(start) < time)
        {
            await look();
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }
}
