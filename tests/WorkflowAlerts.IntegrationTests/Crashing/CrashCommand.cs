using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.IntegrationTests.Crashing;

/// <summary><c>crash</c>: the long form of the crash suite.</summary>
internal static class CrashCommand
{
    public static Command Create()
    {
        Option<int> kills = new("--kills") { Description = "How many random kills, after one before and one after each kind of request.", DefaultValueFactory = _ => 200 };
        Option<int> seed = new("--seed") { Description = "What runs and kills are made from.", DefaultValueFactory = _ => 1 };
        Option<bool> grouped = new("--grouped") { Description = "With holds, quiet hours, recoveries and digests, so that messages wait and stand for several runs." };
        kills.AddRule(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 10_000)
            {
                result.AddError("--kills must be from 0 to 10000.");
            }
        });
        Command command = new("crash", "Kill the command line at every step and hold what arrived against what had to.") { kills, seed, grouped };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CrashVerdict verdict = await CrashSuite.Run(parsed.GetValue(kills), parsed.GetValue(seed), parsed.GetValue(grouped), boundaries: true, Console.Error.WriteLine, cancellationToken);
            foreach (string fault in verdict.Faults)
            {
                Console.Error.WriteLine(fault);
            }

            Console.WriteLine(verdict);
            return verdict.Faults.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
