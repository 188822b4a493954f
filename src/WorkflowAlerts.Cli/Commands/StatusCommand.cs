using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>status</c>: how the product stands. Exit code 1 when somebody has to look.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("status", "Tell how far each tenant is read, what is queued, what each destination did, and what is wrong; exits 1 when somebody has to look.") { json, settings, verbose };
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => OperatingCommand.Run(
                parsed.GetValue(settings), parsed.GetValue(verbose), _ => { },
                product => Print(product, parsed.GetValue(json), cancellationToken), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Print(IServiceProvider product, bool json, CancellationToken cancellationToken)
    {
        StatusReport status = await ActivatorUtilities.CreateInstance<Status>(product).Read(cancellationToken);
        foreach (string line in json ? [JsonSerializer.Serialize(status, OperatingJson.Default.StatusReport)] : StatusText.Lines(status))
        {
            Console.WriteLine(line);
        }

        return status.Good ? ExitCode.Good : ExitCode.Failed;
    }
}
