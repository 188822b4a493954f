using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

RootCommand root = new("Amperity workflow alerts for Slack and Microsoft Teams: each failed or canceled run, told to the people who have to act. Begin with \"demo\", which needs no account and no settings. Exit codes: 0 all went well, 1 something failed, 2 the command line or the configuration is wrong and nothing was done.")
{
    DemoCommand.Create(),
    RunCommand.Create(),
    CheckCommand.Create(),
    PreviewCommand.Create(),
    SchemaCommand.Create(),
    StatusCommand.Create(),
    HistoryCommand.Create(),
    PoisonCommand.Create(),
    RewindCommand.Create(),
    MuteCommand.Create(),
    MutesCommand.Create(),
};

// Ctrl-C and SIGTERM cancel the command; what is under way then has this long to end.
InvocationConfiguration invocation = new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5), EnableDefaultExceptionHandler = false };
ParseResult command = root.Parse(args);
return command.Errors.Count == 0 ? await command.InvokeAsync(invocation) : UsageErrors.Print(command);
