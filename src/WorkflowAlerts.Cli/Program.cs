using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

RootCommand root = new("Amperity workflow alerts for Slack and Microsoft Teams: each failed or canceled run, told to the people who have to act.")
{
    DemoCommand.Create(),
    RunCommand.Create(),
    CheckCommand.Create(),
    PreviewCommand.Create(),
    StatusCommand.Create(),
    HistoryCommand.Create(),
    PoisonCommand.Create(),
    RewindCommand.Create(),
    MuteCommand.Create(),
    MutesCommand.Create(),
    ReplayCommand.Create(),
};

// Ctrl-C and SIGTERM cancel the command; what is under way then has this long to end.
InvocationConfiguration invocation = new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5), EnableDefaultExceptionHandler = false };
ParseResult command = root.Parse(args);
return command.Errors.Count == 0 ? await command.InvokeAsync(invocation) : UsageErrors.Print(command);
