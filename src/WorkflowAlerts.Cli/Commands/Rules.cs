using System.CommandLine;
using System.CommandLine.Parsing;

namespace WorkflowAlerts.Cli.Commands;

/// <summary>Rules for options, alone and together.</summary>
internal static class Rules
{
    /// <summary>Adds a rule on how the options of a command go together.</summary>
    public static void AddRule(this Command command, Action<CommandResult> rule) => command.Validators.Add(result => Hold(rule, result));

    /// <summary>Adds a rule on the value of an option.</summary>
    public static void AddRule(this Option option, Action<OptionResult> rule) => option.Validators.Add(result => Hold(rule, result));

    // An option without its value, or with two, throws when a rule reads it. The parser has an error of its own for that.
    private static void Hold<T>(Action<T> rule, T result)
        where T : SymbolResult
    {
        try
        {
            rule(result);
        }
        catch (InvalidOperationException)
        {
        }
    }
}
