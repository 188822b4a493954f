using System.CommandLine;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scenarios;

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
        runs.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 20)
            {
                result.AddError("--runs must be from 1 to 20.");
            }
        });
        Command command = new("scenarios", "Run whole days through the product, beside a bare program that makes only the calls.") { only, json, runs };
        command.SetAction((parsed, cancellationToken) => MeasuringCommand.Run(
            () => Run(parsed.GetValue(only), parsed.GetValue(json), parsed.GetValue(runs), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(string? only, bool json, int trials, CancellationToken cancellationToken)
    {
        List<ScenarioFigures> all = [];
        foreach (BenchScenario scenario in BenchScenario.All.Where(scenario => only is null || scenario.Name == only))
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
