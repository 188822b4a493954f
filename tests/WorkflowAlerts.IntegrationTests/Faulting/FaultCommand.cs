using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary><c>fault</c>: the long form of the fault suite.</summary>
internal static class FaultCommand
{
    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "How many runs end in each scenario.", DefaultValueFactory = _ => 300 };
        Option<int> seed = new("--seed") { Description = "What runs are made from.", DefaultValueFactory = _ => 1 };
        runs.AddRule(result =>
        {
            if (result.GetValueOrDefault<int>() is < 36 or > 10_000)
            {
                result.AddError("--runs must be from 36, so that every kind of end is among them, to 10000.");
            }
        });
        Command command = new("fault", "Let everything the command line talks to fail for a while, and hold what arrived against what had to.") { runs, seed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            long start = TimeProvider.System.GetTimestamp();
            List<FaultResult> results = [];
            foreach (FaultScenario scenario in FaultScenario.All())
            {
                FaultResult result = await FaultSuite.Run(scenario, parsed.GetValue(runs), parsed.GetValue(seed), cancellationToken);
                await Console.Error.WriteLineAsync($"{result}");
                results.Add(result);
            }

            Console.WriteLine(
                $"fault: {results.Count} scenarios; alerts expected {results.Sum(result => result.Audit.Expected)}, delivered {results.Sum(result => result.Audit.Delivered)}, refused {results.Sum(result => result.Refused)} and announced, "
                + $"lost {results.Sum(result => result.Audit.Lost)}, repeated {results.Sum(result => result.Audit.Repeated)}, labelled {results.Sum(result => result.Audit.Labelled)}; "
                + $"last arrival at most {results.Max(result => result.Recovery).TotalSeconds:0} s after its fault ended; {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s");
            return results.All(result => result.Faults.Count == 0) ? 0 : 1;
        });
        return command;
    }
}
