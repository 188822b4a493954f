using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Costing;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scaling;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>scale</c>: a day of 10,000 tenants, simulated.</summary>
internal static class ScaleCommand
{
    public static Command Create()
    {
        Option<int> tenants = Number("--tenants", 10_000, 1, 100_000);
        Option<int> runs = Number("--runs", 1_000_000, 1, 20_000_000);
        Option<int> seed = Number("--seed", 1, 0, int.MaxValue);
        Option<bool> json = new("--json") { Description = "Print one JSON object, no table." };
        Command command = new("scale", "A simulated day of very many tenants: where its alerts meet in storage, and how many instances poll them.") { tenants, runs, seed, json };
        command.SetAction((parsed, cancellationToken) => MeasuringCommand.Run(async () =>
        {
            ScaleFigures figures = ScaleSimulation.Run(parsed.GetValue(tenants), parsed.GetValue(runs), parsed.GetValue(seed), await PollCosts.Measure(cancellationToken));
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(figures, FiguresJson.Plain.ScaleFigures) : string.Join('\n', Table(figures)));
            return 0;
        }));
        return command;
    }

    private static Option<int> Number(string name, int otherwise, int least, int most)
    {
        Option<int> option = new(name) { DefaultValueFactory = _ => otherwise, Description = string.Create(CultureInfo.InvariantCulture, $"{least} to {most}; default {otherwise}.") };
        option.AddRule(result =>
        {
            if (result.GetValueOrDefault<int>() is int value && (value < least || value > most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} must be from {least} to {most}."));
            }
        });
        return option;
    }

    private static IEnumerable<string> Table(ScaleFigures figures) =>
        new FormattableString[]
        {
            $"| what, at the busiest minute | figure | target |",
            $"|---|---|---|",
            $"| rows of the hottest ledger partition ({figures.HottestPartition}), written by one poll | {figures.HottestPartitionRows:#,##0}, {figures.HottestPartitionSeconds} s at the target | {ScaleSimulation.PartitionTarget:#,##0} entities/s |",
            $"| ledger rows, {figures.LedgerPartitions:#,##0} partitions | {figures.LedgerRowsPerSecond:#,##0.#}/s | {ScaleSimulation.AccountTarget:#,##0} operations/s an account |",
            $"| kept alerts, one partition, if every alert were kept | {figures.KeptRowsPerSecond:#,##0.#}/s | {ScaleSimulation.PartitionTarget:#,##0} entities/s |",
            $"| queue messages | {figures.QueueMessagesPerSecond:#,##0.#}/s | {ScaleSimulation.QueueTarget:#,##0}/s |",
            $"| table operations of quiet polls | {figures.QuietTableOperationsPerSecond:#,##0.#}/s | {ScaleSimulation.AccountTarget:#,##0}/s an account |",
            $"| CPU of polling, {figures.CpuMillisecondsPerTenant} ms a tenant measured | {figures.PollingCores} cores | {figures.PollingInstances:0} instances of 512 MB at 60 % |",
        }.Select(line => line.ToString(CultureInfo.InvariantCulture)).Prepend($"{figures.Tenants:#,##0} tenants, {figures.Runs:#,##0} runs a day, {figures.Alerts:#,##0} of them failed").Append("");
}
