using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Running;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Simulation;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Benchmarks.Scenarios;

/// <summary>One process at one workload, on a storage of its own.</summary>
internal static class Trial
{
    public static async Task<TrialFigures> Product(Workload workload, CancellationToken cancellationToken)
    {
        await using Rig rig = await Rig.Start(cancellationToken);
        SimulatedRun[] runs = [.. workload.Runs(TimeProvider.System.GetUtcNow())];
        TrialFigures figures = await Run(rig, workload, runs, ["product"], cancellationToken);
        return workload.Grouped ? await WithLedger(figures, rig, runs, cancellationToken) : WithMessages(figures, rig, runs);
    }

    public static Task<TrialFigures> Floor(Workload workload, CancellationToken cancellationToken) => Floor(workload, workload.Name, cancellationToken);

    /// <param name="workload">The workload.</param>
    /// <param name="floor">Which of its bare programs.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<TrialFigures> Floor(Workload workload, string floor, CancellationToken cancellationToken)
    {
        await using Rig rig = await Rig.Start(cancellationToken);
        return await Run(rig, workload, [.. workload.Runs(TimeProvider.System.GetUtcNow())], ["floor", floor], cancellationToken);
    }

    private static async Task<TrialFigures> Run(Rig rig, Workload workload, SimulatedRun[] runs, string[] arguments, CancellationToken cancellationToken)
    {
        await using Child child = await Child.Start(rig.Settings(workload), arguments);
        for (int i = 0; i < workload.WarmUpRounds; i++)
        {
            rig.Add(workload.WarmUp(TimeProvider.System.GetUtcNow(), i));
            await Round(child, workload, cancellationToken);
            await Task.Delay(workload.Pause, TimeProvider.System, cancellationToken);
        }

        rig.Chat.Clear();
        rig.Add(runs);
        double azurite = ProcFiles.CpuSeconds(rig.Azurite.ProcessId);
        List<RoundFigures> rounds = [];
        for (int i = 0; i < workload.Rounds; i++)
        {
            rounds.Add(await Round(child, workload, cancellationToken));
            await Task.Delay(workload.Pause, TimeProvider.System, cancellationToken);
        }

        double azuriteCpu = (ProcFiles.CpuSeconds(rig.Azurite.ProcessId) - azurite) / workload.Rounds;
        return TrialFigures.Mean([.. rounds.Select(round => new TrialFigures
        {
            Seconds = round.Seconds, Cpu = round.Cpu, AzuriteCpu = azuriteCpu, PeakMegabytes = round.PeakMegabytes, Allocated = round.Allocated, Requests = round.Requests,
        })]) with { Posts = rig.Chat.Count, NotTaken = rig.Chat.Refused() };
    }

    private static async Task<RoundFigures> Round(Child child, Workload workload, CancellationToken cancellationToken)
    {
        RoundFigures round = await child.Round(workload.Order, cancellationToken);
        return round.Error is null ? round : throw new InvalidOperationException($"A round of {workload.Name} failed: {round.Error}");
    }

    // Each alert is a message of its own.
    private static TrialFigures WithMessages(TrialFigures figures, Rig rig, SimulatedRun[] runs)
    {
        string[] told = [.. rig.Chat.Messages().SelectMany(message => message.RunIds.Take(1))];
        return figures with { Lost = runs.Where(run => run.ExpectsAlert).Select(run => run.Id).Except(told).Count(), Repeated = told.Length - told.Distinct().Count() };
    }

    // Cards name only some of the runs they stand for; which card told of which run is in the ledger.
    private static async Task<TrialFigures> WithLedger(TrialFigures figures, Rig rig, SimulatedRun[] runs, CancellationToken cancellationToken)
    {
        HashSet<string> delivered = [];
        Dictionary<string, string> folded = [];
        await foreach (TableEntity row in Storage(rig).Tables().GetTableClient(StorageNames.Deliveries).QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            LedgerRecord record = LedgerRow.Record(row);
            foreach (DeliveryEntry entry in record.Entries.Values)
            {
                _ = entry.State switch
                {
                    DeliveryState.Delivered => delivered.Add(record.RunId),
                    DeliveryState.Folded => folded.TryAdd(record.RunId, entry.Detail),
                    _ => false,
                };
            }
        }

        string[] cards = [.. rig.Chat.Messages().Select(message => string.Join(' ', message.RunIds))];
        return figures with
        {
            Lost = runs.Count(run => run.ExpectsAlert && !delivered.Contains(run.Id) && !(folded.TryGetValue(run.Id, out string? card) && delivered.Contains(card))),
            Repeated = cards.Length - cards.Distinct().Count(),
        };
    }

    private static StorageConnection Storage(Rig rig) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new(StorageConnection.Setting, rig.Azurite.ConnectionString)]).Build());
}
