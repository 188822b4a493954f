using System.CommandLine;
using Spectre.Console;
using WorkflowAlerts.Cli.Demo;

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
            Description = "With --once: how many runs, 1 to 100000. Default: 240.", DefaultValueFactory = _ => 240, CustomParser = CommonOptions.Number(1, 100_000), HelpName = "N",
        };
        Option<int> seed = new("--seed")
        {
            Description = "What the runs are made from; the same seed makes the same alerts. Default: 1.",
            DefaultValueFactory = _ => 1,
            CustomParser = CommonOptions.Number(0, int.MaxValue),
            HelpName = "N",
        };
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("demo", "Show the pipeline against a simulated Amperity, Slack and Teams on this machine. Needs no account and no settings.") { once, json, runs, seed, verbose };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && !result.GetValue(once))
            {
                result.AddError("--json goes with --once: a demo that runs until Ctrl-C has no summary to print.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose),
            () => parsed.GetValue(once)
                ? Once(parsed.GetValue(runs), parsed.GetValue(seed), parsed.GetValue(json), parsed.GetValue(verbose), cancellationToken)
                : Live(parsed.GetValue(seed), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
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

    private static async Task<int> Live(int seed, bool verbose, CancellationToken cancellationToken)
    {
        DemoSummary summary = await DemoLive.Run(seed, verbose, AnsiConsole.Console, cancellationToken);
        SummaryTable.Print(summary, AnsiConsole.Console);
        return summary.Good ? ExitCode.Good : ExitCode.Failed;
    }
}
