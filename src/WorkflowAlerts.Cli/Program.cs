using System.CommandLine;
using WorkflowAlerts.Cli.Commands;

// Ctrl-C and SIGTERM cancel the command; what is under way then has this long to end. Where others keep the machine busy that may be too short.
TimeSpan toEnd = int.TryParse(Environment.GetEnvironmentVariable("WORKFLOW_ALERTS_SECONDS_TO_END"), out int seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromSeconds(5);
InvocationConfiguration invocation = new() { ProcessTerminationTimeout = toEnd, EnableDefaultExceptionHandler = false };
ParseResult command = AllCommands.Create().Parse(args);
return command.Errors.Count == 0 ? await command.InvokeAsync(invocation) : UsageErrors.Print(command);
