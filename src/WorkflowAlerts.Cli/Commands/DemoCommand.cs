using System.CommandLine;
using Spectre.Console;
using WorkflowAlerts.Cli.Demo;
using WorkflowAlerts.Cli.Scenarios;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>demo</c>: the whole pipeline against stand-ins on this machine, with nothing to set up.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        Option<bool> once = new("--once") { Description = "Make the runs, deliver their alerts, print a summary and exit; 0 only if nothing was lost or told twice." };
        Option<bool> json = new("--json") { Description = "With --once: print the summary as one JSON object, and nothing else." };
        Option<int> runs = new("--runs")
        {
            Description = "With --once: how many runs, 1 to 100000.", DefaultValueFactory = _ => 240, CustomParser = CommonOptions.Number(1, 100_000), HelpName = "N",
        };
        Option<int> seed = new("--seed")
        {
            Description = "What the runs are made from; the same seed makes the same alerts.",
            DefaultValueFactory = _ => 1,
            CustomParser = CommonOptions.Number(0, int.MaxValue),
            HelpName = "N",
        };
        Option<string?> scenario = new("--scenario") { Description = $"With --once: one story on simulated time, and whether the messages it must bring arrived, in order, and no other: {Names}.", HelpName = "NAME" };
        scenario.AddRule(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !Scenario.All.ContainsKey(name))
            {
                result.AddError($"There is no scenario \"{name}\". Give one of {Names}.");
            }
        });
        Option<int?> port = CommonOptions.Port();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("demo", "Show the pipeline, and each message as its channel would, against a simulated Amperity, Slack and Teams on this machine. Needs no account and no settings.") { once, json, runs, seed, scenario, port, verbose };
        command.AddRule(result =>
        {
            if (result.GetValue(json) && !result.GetValue(once))
            {
                result.AddError("--json goes with --once: a demo that runs until Ctrl-C has no summary to print.");
            }

            if (result.GetResult(port) is not null && result.GetValue(once))
            {
                result.AddError("--port does not go with --once: only the demo that runs until Ctrl-C has a page.");
            }

            if (result.GetValue(scenario) is not null && !result.GetValue(once))
            {
                result.AddError("--scenario goes with --once: a scenario has an end.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), settings: null,
            () => parsed.GetValue(scenario) is { } name ? Play(Scenario.All[name], parsed.GetValue(json), parsed.GetValue(verbose), cancellationToken)
                : parsed.GetValue(once)
                ? Once(parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(json), parsed.GetValue(verbose), cancellationToken)
                : Live(parsed.GetValue(seed), parsed.GetValue(port), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
    }

    private static string Names => string.Join(", ", Scenario.All.Keys);

    private static async Task<int> Play(Scenario scenario, bool json, bool verbose, CancellationToken cancellationToken)
    {
        ScenarioSummary summary = await ScenarioSummary.Of(scenario, verbose, cancellationToken);
        if (json)
        {
            Console.WriteLine(summary.ToJson());
        }
        else
        {
            Console.WriteLine(summary.About);
            foreach (string message in summary.Arrived)
            {
                Console.WriteLine($"  {message}");
            }

            Console.WriteLine(summary.Good ? "Exactly what had to arrive arrived." : $"Something else had to arrive:\n  {string.Join("\n  ", summary.Expected)}");
        }

        return summary.Good ? ExitCode.Good : ExitCode.Failed;
    }

    private static async Task<int> Once(int runs, int seed, bool json, bool verbose, CancellationToken cancellationToken)
    {
        DemoSummary summary = await DemoOnce.Run(runs, seed, verbose, json ? null : AnsiConsole.Console, cancellationToken);
        if (json)
        {
            Console.WriteLine(summary.ToJson());
        }
        else
        {
            SummaryTable.Print(summary, AnsiConsole.Console);
        }

        return summary.Good ? ExitCode.Good : ExitCode.Failed;
    }

    private static async Task<int> Live(int seed, int? port, bool verbose, CancellationToken cancellationToken)
    {
        LiveSummary summary = await DemoLive.Run(seed, port, verbose, AnsiConsole.Console, cancellationToken);
        Console.WriteLine(summary);
        return summary.Good ? ExitCode.Good : ExitCode.Failed;
    }
}
