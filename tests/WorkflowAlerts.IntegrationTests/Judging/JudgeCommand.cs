using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary><c>judge</c>: random configurations and histories, held against the contract.</summary>
internal static class JudgeCommand
{
    public static Command Create()
    {
        Option<int> cases = new("--cases") { Description = "How many trials.", DefaultValueFactory = _ => 1000 };
        Option<int> seed = new("--seed") { Description = "What they are made from.", DefaultValueFactory = _ => 1 };
        Option<int> stories = new("--stories") { Description = "How many of those that failed are made small and told, one a rule.",
            DefaultValueFactory = _ => 3 };
        cases.AddRule(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1_000_000)
            {
                result.AddError("--cases must be from 1 to 1000000.");
            }
        });
        Command command = new("judge",
            "Play random histories with random configurations and hold what came against what the contract promises.") { cases, seed,
                stories };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            JudgeRun run = await JudgeRun.Of(parsed.GetValue(cases), (ulong)parsed.GetValue(seed), cancellationToken);
            foreach ((uint number, Verdict verdict) in run.Failed.DistinctBy(one => one.Verdict.Faults[0].Rule)
                .Take(parsed.GetValue(stories)))
            {
                Console.Error.WriteLine($"Case {number}");
                Console.Error.WriteLine(Story.Of(await Shrinking.Of(verdict)));
            }

            foreach ((string rule, int broken) in run.Failed.SelectMany(one => one.Verdict.Faults.Select(fault => fault.Rule).Distinct())
                .CountBy(rule => rule))
            {
                Console.Error.WriteLine($"{broken} cases break: {rule}");
            }

            Console.WriteLine(run);
            return run.Failed.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
