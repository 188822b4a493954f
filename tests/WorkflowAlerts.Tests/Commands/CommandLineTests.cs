using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.Tests.Commands;

public sealed class CommandLineTests
{
    public static TheoryData<string, string> OptionsWithValues => [.. Commands(AllCommands.Create(), "").SelectMany(command => command.Command.Options
        .Where(option => option.Arity.MinimumNumberOfValues > 0)
        .Select(option => (command.Path, option.Name)))];

    [Theory]
    [MemberData(nameof(OptionsWithValues))]
    public void An_option_without_its_value_is_a_mistake_in_words(string command, string option) => Told(command, option);

    [Theory]
    [MemberData(nameof(OptionsWithValues))]
    public void An_option_that_is_given_twice_is_a_mistake_in_words(string command, string option) => Told(command, option, "1", option, "2");

    [Theory]
    [MemberData(nameof(OptionsWithValues))]
    public void An_option_that_is_empty_breaks_nothing(string command, string option) => AllCommands.Create().Parse([.. Words(command), option, ""]);

    private static void Told(string command, params string[] options)
    {
        ParseResult result = AllCommands.Create().Parse([.. Words(command), .. options]);

        // Not always of this option: what a command lacks altogether is told first.
        Assert.NotEmpty(result.Errors);
    }

    private static string[] Words(string command) => command.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<(Command Command, string Path)> Commands(Command command, string path) =>
        command.Subcommands.SelectMany(sub => Commands(sub, $"{path} {sub.Name}")).Prepend((command, path));
}
