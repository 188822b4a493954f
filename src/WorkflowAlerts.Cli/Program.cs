using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

// Ctrl-C and SIGTERM cancel the command; what is under way then has this long to end.
InvocationConfiguration invocation = new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(5), EnableDefaultExceptionHandler = false };
ParseResult command = AllCommands.Create().Parse(args);
return command.Errors.Count == 0 ? await command.InvokeAsync(invocation) : UsageErrors.Print(command);
