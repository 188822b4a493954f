using System.CommandLine;
using System.CommandLine.Parsing;

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

    private static string Words(ParseResult command) => string.Join(' ', Path(command.CommandResult).Reverse().Prepend("workflow-alerts"));

    // From the command upward; the root is called as its program file is.
    private static IEnumerable<string> Path(CommandResult command)
    {
        for (CommandResult? at = command; at is { Command: not RootCommand }; at = at.Parent as CommandResult)
        {
            yield return at.Command.Name;
        }
    }
}
