using System.CommandLine;

namespace WorkflowAlerts.Cli.Commands;

/// <summary>Says what is wrong with a command line.</summary>
internal static class UsageErrors
{
    public static int Print(ParseResult command)
    {
        foreach (string error in command.Errors.Select(error => error.Message).Distinct())
        {
            Console.Error.WriteLine(error);
        }

        Console.Error.WriteLine($"\"{Words(command)} --help\" lists what is possible.");
        return ExitCode.Usage;
    }

    private static string Words(ParseResult command) =>
        command.CommandResult.Command is RootCommand ? "workflow-alerts" : $"workflow-alerts {command.CommandResult.Command.Name}";
}
