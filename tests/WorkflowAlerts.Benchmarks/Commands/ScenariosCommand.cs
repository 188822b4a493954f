using System.CommandLine;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Comparing;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Cli;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>scenarios</c>: the whole, measured.</summary>
internal static class ScenariosCommand
{
    public static Command Create()
    {
        string[] names = [.. BenchScenario.All.Select(scenario => scenario.Name)];
        Option<string?> only = new("--only") { Description = $"One scenario: {string.Join(", ", names)}.", HelpName = "NAME" };
        only.AcceptOnlyFromAmong(names);
        Option<bool> json = new("--json") { Description = "Print JSON lines only, no table." };
        Option<int> runs = new("--runs") { Description = "Trials of each side, in turn, 1 to 20.", DefaultValueFactory = _ => 3 };
        runs.AddRule(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 20)
            {
                result.AddError("--runs must be from 1 to 20.");
            }
        });
        Option<string?> peer = new("--peer") { Description = "Instead: burst and storm beside another program, alertmanager.", HelpName = "PROGRAM" };
        peer.AcceptOnlyFromAmong("alertmanager");
        Command command = new("scenarios", "Run whole days through the product, beside a bare program that makes only the calls.") { only, json, runs, peer };
        command.SetAction((parsed, cancellationToken) => MeasuringCommand.Run(
            () => Run(Chosen(parsed.GetValue(only), parsed.GetValue(peer)), parsed.GetValue(json), parsed.GetValue(runs), cancellationToken)));
        return command;
    }

    private static IEnumerable<BenchScenario> Chosen(string? only, string? peer)
    {
        if (peer is not null)
        {
            AlertmanagerProcess.Require();
        }

        BenchScenario[] chosen = [.. (peer is null ? BenchScenario.All : PeerComparison.All).Where(scenario => only is null || scenario.Name == only)];
        return chosen.Length > 0 ? chosen : throw new UsageException($"{only} has no counterpart in {peer}; only burst and storm have.");
    }

    private static async Task<int> Run(IEnumerable<BenchScenario> scenarios, bool json, int trials, CancellationToken cancellationToken)
    {
        List<ScenarioFigures> all = [];
        foreach (BenchScenario scenario in scenarios)
        {
            ScenarioFigures figures = await scenario.Measure(trials, cancellationToken);
            all.Add(figures);
            Console.WriteLine(JsonSerializer.Serialize(figures, FiguresJson.Plain.ScenarioFigures));
        }

        if (!json)
        {
            Console.WriteLine();
            Console.WriteLine(string.Join('\n', FiguresTable.Lines(all)));
        }

        return 0;
    }
}
