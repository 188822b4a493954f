using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>rewind</c>: lets a tenant be read again from an earlier time.</summary>
internal static class RewindCommand
{
    public static Command Create()
    {
        Option<string> tenant = new("--tenant") { Description = "Whose checkpoint.", HelpName = "TENANT", Required = true };
        Option<DateTimeOffset?> to = new("--to") { Description = $"Where to: {TimeArgument.Forms}.", HelpName = "TIME", Required = true, CustomParser = TimeArgument.Of(TimeProvider.System) };
        Option<bool> resend = new("--resend") { Description = "Tell again what had arrived, too, labelled as a possible repeat. Without it only what was refused, given up or never seen is told." };
        Option<bool> json = CommonOptions.Json();
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("rewind", "Take a tenant's checkpoint back; the next poll reads from there.") { tenant, to, resend, json, settings, verbose };
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings),
                parsed.GetValue(verbose),
                options => OperatingCommand.KnowTenant(options, parsed.GetRequiredValue(tenant)),
                product => Run(product, parsed.GetRequiredValue(tenant), parsed.GetValue(to)!.Value, parsed.GetValue(resend), parsed.GetValue(json), cancellationToken),
                cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Run(IServiceProvider product, string tenant, DateTimeOffset to, bool resend, bool json, CancellationToken cancellationToken)
    {
        if (await ActivatorUtilities.CreateInstance<Rewind>(product).Run(tenant, to, resend, cancellationToken) is not { } report)
        {
            await Console.Error.WriteLineAsync("Another instance polled in between, and the checkpoint is where it put it. Try again.");
            return ExitCode.Failed;
        }

        Console.WriteLine(json
            ? JsonSerializer.Serialize(report, OperatingJson.Default.RewindReport)
            : $"{tenant}: the checkpoint went from {Printable.Of(report.From)} back to {Printable.Of(report.To)}. "
                + $"The next poll reads from there; known alerts that will be sent again: {report.Reopened}{(resend ? ", those that had arrived labelled as possible repeats" : "")}.");
        return ExitCode.Good;
    }
}
