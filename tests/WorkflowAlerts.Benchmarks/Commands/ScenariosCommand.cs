using System.CommandLine;
using System.Text.Json;
using WorkflowAlerts.Benchmarks.Measuring;
using WorkflowAlerts.Benchmarks.Scenarios;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>scenarios</c>: the whole, measured.</summary>
internal static class ScenariosCommand
{
    private static readonly (string Name, Func<int, CancellationToken, Task<ScenarioFigures>> Run)[] s_all =
    [
        ("quiet", (trials, stop) => SideBySide.Run(Workloads.Quiet, trials, stop)),
        ("normal", (trials, stop) => SideBySide.Run(Workloads.Normal, trials, stop)),
        ("burst", (trials, stop) => SideBySide.Run(Workloads.Burst(), trials, stop)),
        ("storm", (trials, stop) => SideBySide.Run(Workloads.Storm(), trials, stop)),
    ];

    public static Command Create()
    {
        Option<string?> only = new("--only") { Description = $"One scenario: {string.Join(", ", s_all.Select(scenario => scenario.Name))}.", HelpName = "NAME" };
        only.AcceptOnlyFromAmong([.. s_all.Select(scenario => scenario.Name)]);
        Option<bool> json = new("--json") { Description = "Print JSON lines only, no table." };
        Option<int> runs = new("--runs") { Description = "Trials of each side, in turn.", DefaultValueFactory = _ => 3 };
        Command command = new("scenarios", "Run whole days through the product, beside a bare program that makes only the calls.") { only, json, runs };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            foreach ((string name, Func<int, CancellationToken, Task<ScenarioFigures>> run) in s_all.Where(scenario => parsed.GetValue(only) is not { } one || one == scenario.Name))
            {
                Console.WriteLine(JsonSerializer.Serialize(await run(parsed.GetValue(runs), cancellationToken), FiguresJson.Plain.ScenarioFigures));
            }

            return 0;
        });
        return command;
    }
}
